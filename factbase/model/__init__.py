"""The data model: fact, value, source use, source record; the JSON Schemas are made from it."""
