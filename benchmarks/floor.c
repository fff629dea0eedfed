/* The floor: read every .yaml file below a folder and let libyaml parse it, nothing more. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <yaml.h>

static long files, events;

static void parse(const char *path) {
    FILE *file = fopen(path, "rb");
    struct stat info;
    if (!file || fstat(fileno(file), &info)) {
        perror(path);
        exit(1);
    }
    unsigned char *content = malloc(info.st_size + 1);
    size_t size = fread(content, 1, info.st_size, file);
    fclose(file);
    yaml_parser_t parser;
    yaml_parser_initialize(&parser);
    yaml_parser_set_input_string(&parser, content, size);
    for (int done = 0; !done; events++) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event)) {
            fprintf(stderr, "%s: %s\n", path, parser.problem);
            break;
        }
        done = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    free(content);
    files++;
}

static void walk(const char *folder) {
    DIR *entries = opendir(folder);
    struct dirent *entry;
    if (!entries) {
        perror(folder);
        exit(1);
    }
    while ((entry = readdir(entries))) {
        char path[4096];
        size_t length = strlen(entry->d_name);
        if (entry->d_name[0] == '.') continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (entry->d_type == DT_DIR)
            walk(path);
        else if (length > 5 && !strcmp(entry->d_name + length - 5, ".yaml"))
            parse(path);
    }
    closedir(entries);
}

int main(int count, char **arguments) {
    if (count != 2) return 2;
    walk(arguments[1]);
    printf("%ld files, %ld events\n", files, events);
    return 0;
}
