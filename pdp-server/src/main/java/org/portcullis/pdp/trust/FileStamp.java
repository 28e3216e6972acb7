package org.portcullis.pdp.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What changes of a file, or of where a link leads, whenever somebody writes, replaces or opens it up. */
record FileStamp(Map<String, Object> attributes) {
    FileStamp {
        attributes = Map.copyOf(attributes);
    }

    static FileStamp of(Path file) throws IOException {
        return new FileStamp(Files.readAttributes(file, "unix:lastModifiedTime,ctime,size,ino"));
    }
}
