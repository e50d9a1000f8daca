using Pipeline.Errors;

namespace Nuke.Common.Tooling;

/// <summary>Errors of running tools.</summary>
[ErrorCodes]
public static class ToolingErrors
{
    /// <summary>The program is nowhere on <c>PATH</c>.</summary>
    public static ErrorCode ToolNotOnPath => new("PIPE1100", "Tool not on PATH",
        "A target runs a program that is in none of the folders of the PATH variable.",
        "Install the program, or set the environment variable <TOOL>_EXE to its path.");

    /// <summary>The file isn't there.</summary>
    public static ErrorCode ToolNotFound => new("PIPE1101", "Tool file not found",
        "The path given for a program, in the build or in an environment variable <TOOL>_EXE, is not a file.",
        "Correct the path.");

    /// <summary>The file can't be run.</summary>
    public static ErrorCode ToolNotExecutable => new("PIPE1102", "Tool is not executable",
        "The file is there, but the operating system refuses to run it: no execute permission, or made for another system.",
        "Give it the permission with 'chmod +x', or install the build of the tool for this system.");

    /// <summary>The directory isn't there.</summary>
    public static ErrorCode WorkingDirectoryMissing => new("PIPE1103", "Working directory does not exist",
        "A process was to start in a directory that does not exist.",
        "Create the directory before, or correct the path given to SetProcessWorkingDirectory.");

    /// <summary>The process took longer than allowed and was stopped.</summary>
    public static ErrorCode ProcessTimedOut => new("PIPE1104", "Process timed out",
        "A process ran longer than its execution timeout. It and its children were stopped.",
        "Allow more time with SetProcessExecutionTimeout, or look in its output for what it was waiting for.");

    /// <summary>The process ended with an exit code other than 0.</summary>
    public static ErrorCode ProcessFailed => new("PIPE1105", "Process failed",
        "A process ended with an exit code that means failure.",
        "Look at the process's own error output. SetProcessExitHandler accepts other exit codes.");

    /// <summary>The NuGet package isn't referenced or restored.</summary>
    public static ErrorCode PackageNotFound => new("PIPE1106", "NuGet package of a tool not found",
        "A tool comes from a NuGet package that the build project does not reference, or that is not restored.",
        "Add <PackageDownload Include=\"ID\" Version=\"[VERSION]\" /> to the build project and restore it.");

    /// <summary>The package doesn't have the file.</summary>
    public static ErrorCode PackageExecutableNotFound => new("PIPE1107", "Executable not found in NuGet package",
        "The package is there, but no file in it has the name of the tool's executable.",
        "Check the executable's name and the package's version.");

    /// <summary>The npm package isn't installed.</summary>
    public static ErrorCode NpmToolNotFound => new("PIPE1108", "npm tool not found",
        "A tool comes from an npm package that is not installed under node_modules.",
        "Add the package to package.json and run 'npm ci'.");

    /// <summary>The output isn't what its reader expects.</summary>
    public static ErrorCode OutputNotReadable => new("PIPE1109", "Output of a tool can't be read",
        "A tool's output is not in the form that the build reads (JSON, or text on standard output only).",
        "Run the tool by hand with the same arguments and compare; another version may write another form.");
}
