using Pipeline.Errors;

namespace Pipeline.Embedded.Kubernetes;

/// <summary>What can keep an embedded cluster from starting.</summary>
[ErrorCodes]
public static class EmbeddedKubernetesErrors
{
    /// <summary>Another process has the data directory.</summary>
    public static readonly ErrorCode DirectoryInUse = new(
        "PIPE9001",
        "The cluster's data directory is in use",
        "Another embedded cluster, maybe of `./build.sh StartServers`, has the directory open; two would write over each other.",
        "Use the cluster that runs, stop it (`./build.sh Down`), or give another directory.");

    /// <summary>The journal was damaged.</summary>
    public static readonly ErrorCode DataDamaged = new(
        "PIPE9002",
        "The cluster's data directory is damaged",
        "A file of the embedded cluster can't be read at a place that no killed process explains: it was edited, or the disk lost it.",
        "Delete the directory (`./build.sh Clean` does, for a rehearsal) and deploy anew; an embedded cluster holds nothing that a deployment can't bring back.");

    /// <summary>The port is taken or not allowed.</summary>
    public static readonly ErrorCode PortInUse = new(
        "PIPE9003",
        "The cluster's port can't be listened on",
        "Another process listens on the port that was asked for, or the user may not use it.",
        "Leave the port out, and a free one is taken, or name another one.");

    /// <summary>The directory can't be made or written.</summary>
    public static readonly ErrorCode DirectoryUnusable = new(
        "PIPE9004",
        "The cluster's data directory can't be used",
        "The directory can't be created, read or written, or its disk is full.",
        "See to its rights and to free space, or give another directory.");

    /// <summary>An option of the command line isn't one.</summary>
    public static readonly ErrorCode BadOption = new(
        "PIPE9005",
        "An option of the embedded cluster is wrong",
        "The program was started with an option that it doesn't have, or with a value that the option doesn't take.",
        "Start it with --help: it lists the options with their values.");
}
