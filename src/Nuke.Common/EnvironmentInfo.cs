using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using Nuke.Common.IO;
using Nuke.Common.Utilities;

namespace Nuke.Common;

/// <summary>What a build may ask of its environment: platform, variables, command line, directories. Read when asked, never before.</summary>
public static class EnvironmentInfo
{
    private static ArgumentParser? s_arguments;

    /// <summary>The line break of the operating system.</summary>
    public static string NewLine => Environment.NewLine;

    /// <summary>The name of the machine.</summary>
    public static string MachineName => Environment.MachineName;

    /// <summary>Whether the operating system is ARM64.</summary>
    public static bool IsArm64 => RuntimeInformation.OSArchitecture == Architecture.Arm64;

    /// <summary>Whether the operating system is 64-bit.</summary>
    public static bool Is64Bit => Environment.Is64BitOperatingSystem;

    /// <summary>Whether the operating system is 32-bit.</summary>
    public static bool Is32Bit => !Is64Bit;

    /// <summary>Linux or macOS.</summary>
    public static bool IsUnix => IsLinux || IsOsx;

    /// <summary>Windows, or at least no Unix.</summary>
    public static bool IsWin => !IsUnix;

    /// <summary>Linux.</summary>
    public static bool IsLinux => OperatingSystem.IsLinux();

    /// <summary>macOS.</summary>
    public static bool IsOsx => OperatingSystem.IsMacOS();

    /// <summary>Linux under Windows (the kernel calls itself Microsoft's).</summary>
    public static bool IsWsl
    {
        get
        {
            const string kernel = "/proc/version";
            return IsLinux && File.Exists(kernel) && File.ReadAllText(kernel).Contains("microsoft", StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>The family of the operating system.</summary>
    public static PlatformFamily Platform
        => IsLinux ? PlatformFamily.Linux
            : IsOsx ? PlatformFamily.OSX
            : OperatingSystem.IsWindows() ? PlatformFamily.Windows
            : PlatformFamily.Unknown;

    /// <summary>The target framework of the running program.</summary>
    public static FrameworkName Framework
        => new(Assembly.GetEntryAssembly().NotNull("The process has no entry assembly").GetCustomAttribute<TargetFrameworkAttribute>().NotNull().FrameworkName);

    /// <summary>The working directory of the process.</summary>
    public static AbsolutePath WorkingDirectory
    {
        get => Environment.CurrentDirectory;
        set => Environment.CurrentDirectory = value;
    }

    /// <summary>A copy of the process's environment variables.</summary>
    public static IReadOnlyDictionary<string, string> Variables
    {
        get
        {
            var source = Environment.GetEnvironmentVariables();
            var variables = new Dictionary<string, string>(source.Count, IsWin ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
            foreach (System.Collections.DictionaryEntry entry in source)
                variables[(string)entry.Key] = (string?)entry.Value ?? string.Empty;
            return variables;
        }
    }

    /// <summary>The directories of <c>PATH</c>, with variables in them expanded.</summary>
    public static IReadOnlyCollection<string> Paths
        => [.. (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(ExpandVariables)];

    /// <summary>The arguments of the process, without the program.</summary>
    public static IReadOnlyCollection<string> CommandLineArguments => ArgumentParser.Arguments;

    internal static ArgumentParser ArgumentParser
    {
        get => s_arguments ??= new ArgumentParser(Environment.GetCommandLineArgs().Skip(1));
        set => s_arguments = value;
    }

    /// <summary>Changes the working directory until the result is disposed.</summary>
    /// <exception cref="ArgumentException">There is no such directory.</exception>
    public static IDisposable SwitchWorkingDirectory(this AbsolutePath path)
    {
        Assert.DirectoryExists(path);
        var previous = Environment.CurrentDirectory;
        return DelegateDisposable.CreateBracket(() => Environment.CurrentDirectory = path, () => Environment.CurrentDirectory = previous);
    }

#nullable disable annotations // As in NUKE: null where the system has no such folder or variable, and builds don't check.
    /// <summary>A folder of the operating system or the user; <c>null</c> if this system has none.</summary>
    public static AbsolutePath SpecialFolder(SpecialFolders folder)
    {
        var path = Environment.GetFolderPath((Environment.SpecialFolder)folder);
        if (path.Length == 0 && folder == SpecialFolders.UserProfile)
            path = Environment.GetEnvironmentVariable("USERPROFILE");
        return string.IsNullOrEmpty(path) ? null! : (AbsolutePath)path;
    }

    /// <summary>A variable's value; <c>null</c> if it isn't set.</summary>
    public static string GetVariable(string name) => Environment.GetEnvironmentVariable(name)!;

    /// <summary>A variable's value, converted; the type's default if it isn't set. <paramref name="separator"/> splits the value into an array's items.</summary>
    public static T GetVariable<T>(string name, char? separator = null)
        => Environment.GetEnvironmentVariable(name) is { } value
            ? (T)ReflectionUtility.Convert(value, typeof(T), separator, booleanDefault: false)!
            : default!;

    /// <summary>Sets a variable for this process and those it starts.</summary>
    public static void SetVariable(string name, string value) => Environment.SetEnvironmentVariable(name, value);

    /// <summary>Sets a variable, as text, for this process and those it starts.</summary>
    public static void SetVariable<T>(string name, T value) => Environment.SetEnvironmentVariable(name, value?.ToString());

    /// <summary>The value of the last <c>--name value</c>, converted; the type's default if it isn't there.</summary>
    public static T GetNamedArgument<T>(string parameterName, char? separator = null)
        => Cast<T>(ArgumentParser.GetNamedArgument(parameterName, typeof(T), separator));

    /// <summary>The value of the argument that is named like a member.</summary>
    public static T GetNamedArgument<T>(Expression<Func<T>> expression, char? separator = null)
        => GetNamedArgument<T>(expression.GetMemberInfo().Name, separator);

    /// <summary>The value of the argument that is named like a member.</summary>
    public static T GetNamedArgument<T>(Expression<Func<object>> expression, char? separator = null)
        => GetNamedArgument<T>(expression.GetMemberInfo().Name, separator);

    /// <summary>One of the arguments before the first named one, converted. Negative positions count from the end.</summary>
    public static T GetPositionalArgument<T>(int position, char? separator = null)
        => Cast<T>(ArgumentParser.GetPositionalArgument(position, typeof(T), separator));

    /// <summary>All arguments before the first named one, converted; <c>null</c> if there are none.</summary>
    public static T[] GetAllPositionalArguments<T>(char? separator = null)
        => Cast<T[]>(ArgumentParser.GetAllPositionalArguments(typeof(T[]), separator));
#nullable restore annotations

    /// <summary>Whether a variable is set.</summary>
    public static bool HasVariable(string name, bool allowEmpty = true)
        => Environment.GetEnvironmentVariable(name) is { } value && (allowEmpty || value.Length > 0);

    /// <summary>Unsets a variable.</summary>
    public static void RemoveVariable(string name) => Environment.SetEnvironmentVariable(name, null);

    /// <summary>Whether <c>--name</c> was given; case and inner dashes don't matter.</summary>
    public static bool HasArgument(string name) => ArgumentParser.HasArgument(name);

    /// <summary>Whether the argument that is named like a member was given.</summary>
    public static bool HasArgument<T>(Expression<Func<T>> expression) => HasArgument(expression.GetMemberInfo().Name);

    /// <summary>Replaces variables by their values: <c>%NAME%</c> on Windows, <c>$NAME</c> and a leading <c>~</c> elsewhere. An unset one becomes empty.</summary>
    public static string ExpandVariables(string value)
        => IsWin ? Environment.ExpandEnvironmentVariables(value) : ExpandUnixVariables(value);

    private static string ExpandUnixVariables(string value)
    {
        if (!value.StartsWith('~') && !value.Contains('$'))
            return value;

        var result = new StringBuilder();
        for (var i = 0; i < value.Length;)
        {
            var end = i + 1;
            if (value[i] == '~' && i == 0)
            {
                result.Append(Environment.GetEnvironmentVariable("HOME"));
            }
            else if (value[i] == '$' && end < value.Length && (char.IsAsciiLetter(value[end]) || value[end] == '_'))
            {
                while (end < value.Length && (char.IsAsciiLetterOrDigit(value[end]) || value[end] == '_'))
                    end++;
                result.Append(Environment.GetEnvironmentVariable(value[(i + 1)..end]));
            }
            else
            {
                result.Append(value[i]);
            }

            i = end;
        }

        return result.ToString();
    }

    private static T Cast<T>(object? value) => value is null ? default! : (T)value;
}
