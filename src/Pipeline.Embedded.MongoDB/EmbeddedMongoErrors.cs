using Pipeline.Errors;

namespace Pipeline.Embedded.MongoDB;

/// <summary>What can keep the server from starting.</summary>
[ErrorCodes]
public static class EmbeddedMongoErrors
{
    /// <summary>Another process has the data directory.</summary>
    public static readonly ErrorCode DirectoryInUse = new(
        "PIPE7001",
        "The data directory is in use",
        "Another embedded MongoDB server, maybe of `./build.sh StartServers`, has the directory open; two would write over each other.",
        "Connect to the one that runs, stop it (`./build.sh Down`), or give another directory.");

    /// <summary>A journal or checkpoint was damaged.</summary>
    public static readonly ErrorCode DataDamaged = new(
        "PIPE7002",
        "The data directory is damaged",
        "A file of the embedded MongoDB server fails its checksum at a place that no killed process explains: it was edited, or the disk lost it.",
        "Delete the directory (`./build.sh Clean` does, for a rehearsal) and begin anew; the embedded server holds no production data.");

    /// <summary>The port is taken or not allowed.</summary>
    public static readonly ErrorCode PortInUse = new(
        "PIPE7003",
        "The port can't be listened on",
        "Another process listens on the port that was asked for, or the user may not use it.",
        "Leave the port out, and a free one is taken, or name another one.");

    /// <summary>The directory can't be made or written.</summary>
    public static readonly ErrorCode DirectoryUnusable = new(
        "PIPE7004",
        "The data directory can't be used",
        "The directory can't be created, read or written, or its disk is full.",
        "See to its rights and to free space, or give another directory.");

    /// <summary>An option of the command line isn't one.</summary>
    public static readonly ErrorCode BadOption = new(
        "PIPE7005",
        "An option of the embedded server is wrong",
        "The program was started with an option that it doesn't have, or with a value that the option doesn't take.",
        "Start it with --help: it lists the options with their values.");

    /// <summary>The files were written by a build with another format.</summary>
    public static readonly ErrorCode OtherFormat = new(
        "PIPE7006",
        "The data directory has another format",
        "An older or newer build of the embedded MongoDB server wrote the files.",
        "Start that build, or delete the directory (`./build.sh Clean` does, for a rehearsal) and begin anew; the embedded server holds no production data.");
}
