using Pipeline.Errors;

namespace Pipeline.Cli;

/// <summary>Errors of the <c>pipeline</c> command itself; those of what it does are its libraries'.</summary>
[ErrorCodes]
public static class CliErrors
{
    /// <summary>PIPE8800.</summary>
    public static readonly ErrorCode Unexpected = new(
        "PIPE8800",
        "Something failed that nobody foresaw",
        "An exception without an id came through: a mistake in the program or in a migration's own code.",
        "Look at the message. If it says nothing to you, report it with the command line.");

    /// <summary>PIPE8801.</summary>
    public static readonly ErrorCode BadCommandLine = new(
        "PIPE8801",
        "The command line can't be understood",
        "An option is missing, unknown, or has a value that it doesn't take.",
        "Correct what the message names. `pipeline migrate --help` lists the options.");

    /// <summary>PIPE8810.</summary>
    public static readonly ErrorCode NoDatabase = new(
        "PIPE8810",
        "No database server is named",
        "Neither an option nor the environment variable PIPELINE_MONGODB_URI gives its address, or two of them do.",
        "Set PIPELINE_MONGODB_URI, or pass --uri-file PATH or --uri mongodb://…; only one.");

    /// <summary>PIPE8811.</summary>
    public static readonly ErrorCode FileUnreadable = new(
        "PIPE8811",
        "A file can't be read or written",
        "The file that an option names isn't there, or the user may not read or write it.",
        "Correct the path, or the file's rights.");

    /// <summary>PIPE8820.</summary>
    public static readonly ErrorCode AssemblyNotFound = new(
        "PIPE8820",
        "There is no assembly to take migrations from",
        "The path of --assembly leads to no file, or to one that is no .NET assembly.",
        "Build the migrations project, and name its .dll.");

    /// <summary>PIPE8821.</summary>
    public static readonly ErrorCode AssemblyUnfit = new(
        "PIPE8821",
        "The migrations assembly can't be loaded",
        "It was compiled against a newer Pipeline.Migrations or MongoDB.Driver than this program has, or a dependency isn't beside it.",
        "Publish the migrations project (`dotnet publish`), so that all it needs is beside it, and use the version of pipeline that its packages have.");

    /// <summary>PIPE8830.</summary>
    public static readonly ErrorCode OtherPlan = new(
        "PIPE8830",
        "The saved plan is for something else",
        "A plan is made for one command (up, down, …) with its options, and runs only as that.",
        "Run the command that the message names, with no other options about what to do, or plan again.");

    /// <summary>PIPE8831.</summary>
    public static readonly ErrorCode ApplicationUnfit = new(
        "PIPE8831",
        "The application can't run with the schema",
        "The migrations declare which versions of the application run with them (RunsWith), and the one given isn't among them.",
        "Deploy another version first, or migrate to another version.");
}
