namespace Nuke.Common.Tooling;

/// <summary>How a tool's process is run.</summary>
public static class ToolOptionsExtensions
{
    /// <summary>Sets the program.</summary>
    public static T SetProcessToolPath<T>(this T o, string? value) where T : ToolOptions => OptionSetters.SetOption(o, nameof(ToolOptions.ProcessToolPath), value);

    /// <summary>Goes back to the tool's own program.</summary>
    public static T ResetProcessToolPath<T>(this T o) where T : ToolOptions => OptionSetters.ResetOption(o, nameof(ToolOptions.ProcessToolPath));

    /// <summary>Sets the working directory.</summary>
    public static T SetProcessWorkingDirectory<T>(this T o, string? value) where T : ToolOptions => OptionSetters.SetOption(o, nameof(ToolOptions.ProcessWorkingDirectory), value);

    /// <summary>Goes back to the default working directory.</summary>
    public static T ResetProcessWorkingDirectory<T>(this T o) where T : ToolOptions => OptionSetters.ResetOption(o, nameof(ToolOptions.ProcessWorkingDirectory));

    /// <summary>Sets all environment variables given to the process.</summary>
    public static T SetProcessEnvironmentVariables<T>(this T o, IEnumerable<KeyValuePair<string, string>>? values) where T : ToolOptions
        => OptionSetters.SetOptionEntries(o, nameof(ToolOptions.ProcessEnvironmentVariables), values);

    /// <summary>Adds environment variables; none of them must be there yet.</summary>
    public static T AddProcessEnvironmentVariables<T>(this T o, IEnumerable<KeyValuePair<string, string>> values) where T : ToolOptions
        => OptionSetters.AddOptionEntries(o, nameof(ToolOptions.ProcessEnvironmentVariables), values);

    /// <summary>Adds an environment variable; it must not be there yet.</summary>
    public static T AddProcessEnvironmentVariable<T>(this T o, string key, object? value) where T : ToolOptions
        => OptionSetters.AddOptionEntry(o, nameof(ToolOptions.ProcessEnvironmentVariables), key, value?.ToString()!);

    /// <summary>Sets an environment variable. Null takes it away from the process.</summary>
    public static T SetProcessEnvironmentVariable<T>(this T o, string key, string? value) where T : ToolOptions
        => OptionSetters.SetOptionEntry(o, nameof(ToolOptions.ProcessEnvironmentVariables), key, value!);

    /// <summary>Sets an environment variable. Null takes it away from the process.</summary>
    public static T SetProcessEnvironmentVariable<T>(this T o, string key, object? value) where T : ToolOptions
        => o.SetProcessEnvironmentVariable(key, value?.ToString());

    /// <summary>Takes back an environment variable that was set here.</summary>
    public static T RemoveProcessEnvironmentVariable<T>(this T o, string key) where T : ToolOptions
        => OptionSetters.RemoveOptionEntry<T, string, string>(o, nameof(ToolOptions.ProcessEnvironmentVariables), key);

    /// <summary>Takes back all environment variables that were set here.</summary>
    public static T ClearProcessEnvironmentVariables<T>(this T o) where T : ToolOptions
        => OptionSetters.ClearOptionEntries<T, string, string>(o, nameof(ToolOptions.ProcessEnvironmentVariables));

    /// <summary>Goes back to the environment of this process.</summary>
    public static T ResetProcessEnvironmentVariables<T>(this T o) where T : ToolOptions => OptionSetters.ResetOption(o, nameof(ToolOptions.ProcessEnvironmentVariables));

    /// <summary>Sets the longest run, in milliseconds.</summary>
    public static T SetProcessExecutionTimeout<T>(this T o, int? value) where T : ToolOptions => OptionSetters.SetOption(o, nameof(ToolOptions.ProcessExecutionTimeout), value);

    /// <summary>Sets the longest run.</summary>
    public static T SetProcessExecutionTimeout<T>(this T o, TimeSpan value) where T : ToolOptions => o.SetProcessExecutionTimeout((int)value.TotalMilliseconds);

    /// <summary>Goes back to no limit.</summary>
    public static T ResetProcessExecutionTimeout<T>(this T o) where T : ToolOptions => OptionSetters.ResetOption(o, nameof(ToolOptions.ProcessExecutionTimeout));

    /// <summary>Sets whether the output is logged.</summary>
    public static T SetProcessOutputLogging<T>(this T o, bool? value) where T : ToolOptions => OptionSetters.SetOption(o, nameof(ToolOptions.ProcessOutputLogging), value);

    /// <summary>Logs the output.</summary>
    public static T EnableProcessOutputLogging<T>(this T o) where T : ToolOptions => o.SetProcessOutputLogging(true);

    /// <summary>Doesn't log the output.</summary>
    public static T DisableProcessOutputLogging<T>(this T o) where T : ToolOptions => o.SetProcessOutputLogging(false);

    /// <summary>Turns logging of the output around.</summary>
    public static T ToggleProcessOutputLogging<T>(this T o) where T : ToolOptions => o.SetProcessOutputLogging(!(o.ProcessOutputLogging ?? ProcessTasks.DefaultLogOutput));

    /// <summary>Goes back to the default.</summary>
    public static T ResetProcessOutputLogging<T>(this T o) where T : ToolOptions => OptionSetters.ResetOption(o, nameof(ToolOptions.ProcessOutputLogging));

    /// <summary>Sets whether the command line is logged.</summary>
    public static T SetProcessInvocationLogging<T>(this T o, bool? value) where T : ToolOptions => OptionSetters.SetOption(o, nameof(ToolOptions.ProcessInvocationLogging), value);

    /// <summary>Logs the command line.</summary>
    public static T EnableProcessInvocationLogging<T>(this T o) where T : ToolOptions => o.SetProcessInvocationLogging(true);

    /// <summary>Doesn't log the command line.</summary>
    public static T DisableProcessInvocationLogging<T>(this T o) where T : ToolOptions => o.SetProcessInvocationLogging(false);

    /// <summary>Turns logging of the command line around.</summary>
    public static T ToggleProcessInvocationLogging<T>(this T o) where T : ToolOptions => o.SetProcessInvocationLogging(!(o.ProcessInvocationLogging ?? ProcessTasks.DefaultLogInvocation));

    /// <summary>Goes back to the default.</summary>
    public static T ResetProcessInvocationLogging<T>(this T o) where T : ToolOptions => OptionSetters.ResetOption(o, nameof(ToolOptions.ProcessInvocationLogging));

    /// <summary>Sets whether the exit code is looked at.</summary>
    public static T SetProcessExitHandling<T>(this T o, bool? value) where T : ToolOptions => OptionSetters.SetOption(o, nameof(ToolOptions.ProcessExitHandling), value);

    /// <summary>Looks at the exit code.</summary>
    public static T EnableProcessExitHandling<T>(this T o) where T : ToolOptions => o.SetProcessExitHandling(true);

    /// <summary>Takes any exit code.</summary>
    public static T DisableProcessExitHandling<T>(this T o) where T : ToolOptions => o.SetProcessExitHandling(false);

    /// <summary>Turns looking at the exit code around.</summary>
    public static T ToggleProcessExitHandling<T>(this T o) where T : ToolOptions => o.SetProcessExitHandling(!(o.ProcessExitHandling ?? true));

    /// <summary>Goes back to looking at the exit code.</summary>
    public static T ResetProcessExitHandling<T>(this T o) where T : ToolOptions => OptionSetters.ResetOption(o, nameof(ToolOptions.ProcessExitHandling));

    /// <summary>Sets the values to redact.</summary>
    public static T SetProcessRedactedSecrets<T>(this T o, params string[] v) where T : ToolOptions => OptionSetters.SetOptionItems(o, nameof(ToolOptions.ProcessRedactedSecrets), v);

    /// <summary>Sets the values to redact.</summary>
    public static T SetProcessRedactedSecrets<T>(this T o, IEnumerable<string>? v) where T : ToolOptions => OptionSetters.SetOptionItems(o, nameof(ToolOptions.ProcessRedactedSecrets), v);

    /// <summary>Adds values to redact.</summary>
    public static T AddProcessRedactedSecrets<T>(this T o, params string[] v) where T : ToolOptions => OptionSetters.AddOptionItems(o, nameof(ToolOptions.ProcessRedactedSecrets), v);

    /// <summary>Adds values to redact.</summary>
    public static T AddProcessRedactedSecrets<T>(this T o, IEnumerable<string> v) where T : ToolOptions => OptionSetters.AddOptionItems(o, nameof(ToolOptions.ProcessRedactedSecrets), v);

    /// <summary>Takes back values to redact.</summary>
    public static T RemoveProcessRedactedSecrets<T>(this T o, params string[] v) where T : ToolOptions => OptionSetters.RemoveOptionItems(o, nameof(ToolOptions.ProcessRedactedSecrets), v);

    /// <summary>Takes back values to redact.</summary>
    public static T RemoveProcessRedactedSecrets<T>(this T o, IEnumerable<string> v) where T : ToolOptions => OptionSetters.RemoveOptionItems(o, nameof(ToolOptions.ProcessRedactedSecrets), v);

    /// <summary>Takes back all values to redact.</summary>
    public static T ClearProcessRedactedSecrets<T>(this T o) where T : ToolOptions => OptionSetters.ClearOptionItems<T, string>(o, nameof(ToolOptions.ProcessRedactedSecrets));

    /// <summary>Sets pieces of a command line to append.</summary>
    public static T SetProcessAdditionalArguments<T>(this T o, params string[] v) where T : ToolOptions => OptionSetters.SetOptionItems(o, nameof(ToolOptions.ProcessAdditionalArguments), v);

    /// <summary>Sets pieces of a command line to append.</summary>
    public static T SetProcessAdditionalArguments<T>(this T o, IEnumerable<string>? v) where T : ToolOptions => OptionSetters.SetOptionItems(o, nameof(ToolOptions.ProcessAdditionalArguments), v);

    /// <summary>Adds pieces of a command line to append.</summary>
    public static T AddProcessAdditionalArguments<T>(this T o, params string[] v) where T : ToolOptions => OptionSetters.AddOptionItems(o, nameof(ToolOptions.ProcessAdditionalArguments), v);

    /// <summary>Adds pieces of a command line to append.</summary>
    public static T AddProcessAdditionalArguments<T>(this T o, IEnumerable<string> v) where T : ToolOptions => OptionSetters.AddOptionItems(o, nameof(ToolOptions.ProcessAdditionalArguments), v);

    /// <summary>Takes back pieces of a command line.</summary>
    public static T RemoveProcessAdditionalArguments<T>(this T o, params string[] v) where T : ToolOptions => OptionSetters.RemoveOptionItems(o, nameof(ToolOptions.ProcessAdditionalArguments), v);

    /// <summary>Takes back pieces of a command line.</summary>
    public static T RemoveProcessAdditionalArguments<T>(this T o, IEnumerable<string> v) where T : ToolOptions => OptionSetters.RemoveOptionItems(o, nameof(ToolOptions.ProcessAdditionalArguments), v);

    /// <summary>Takes back all pieces of a command line.</summary>
    public static T ClearProcessAdditionalArguments<T>(this T o) where T : ToolOptions => OptionSetters.ClearOptionItems<T, string>(o, nameof(ToolOptions.ProcessAdditionalArguments));

    /// <summary>Sets where the output goes, line by line, with secrets redacted.</summary>
    public static T SetProcessLogger<T>(this T o, Action<OutputType, string>? v) where T : ToolOptions => Change(o, x => x.ProcessLogger = v);

    /// <summary>Sets what happens after the process has ended, in place of looking at the exit code.</summary>
    public static T SetProcessExitHandler<T>(this T o, Action<IProcess>? exitHandler) where T : ToolOptions
        => Change(o, x => x.ProcessExitHandler = exitHandler is null ? null : (_, process) => { exitHandler(process); return null; });

    /// <summary>Sets what happens after the process has ended, in place of looking at the exit code.</summary>
    public static T SetProcessExitHandler<T>(this T o, Func<IProcess, object>? exitHandler) where T : ToolOptions
        => Change(o, x => x.ProcessExitHandler = exitHandler is null ? null : (_, process) => exitHandler(process));

    /// <summary>Sets what happens after the process has ended, in place of looking at the exit code.</summary>
    public static T SetProcessExitHandler<T>(this T o, Action<T, IProcess>? exitHandler) where T : ToolOptions
        => Change(o, x => x.ProcessExitHandler = exitHandler is null ? null : (options, process) => { exitHandler((T)options, process); return null; });

    /// <summary>Sets what happens after the process has ended, in place of looking at the exit code.</summary>
    public static T SetProcessExitHandler<T>(this T o, Func<T, IProcess, object>? exitHandler) where T : ToolOptions
        => Change(o, x => x.ProcessExitHandler = exitHandler is null ? null : (options, process) => exitHandler((T)options, process));

    /// <summary>Changes the arguments before the process starts.</summary>
    public static T SetProcessArgumentConfigurator<T>(this T o, Func<Arguments, Arguments>? argumentConfigurator) where T : ToolOptions
        => Change(o, x => x.ProcessArgumentConfigurator = argumentConfigurator);

    /// <summary>NUKE's older name of <see cref="SetProcessOutputLogging"/>.</summary>
    public static T SetProcessLogOutput<T>(this T o, bool? value) where T : ToolOptions => o.SetProcessOutputLogging(value);

    /// <summary>NUKE's older name of <see cref="EnableProcessOutputLogging"/>.</summary>
    public static T EnableProcessLogOutput<T>(this T o) where T : ToolOptions => o.EnableProcessOutputLogging();

    /// <summary>NUKE's older name of <see cref="DisableProcessOutputLogging"/>.</summary>
    public static T DisableProcessLogOutput<T>(this T o) where T : ToolOptions => o.DisableProcessOutputLogging();

    /// <summary>NUKE's older name of <see cref="SetProcessInvocationLogging"/>.</summary>
    public static T SetProcessLogInvocation<T>(this T o, bool? value) where T : ToolOptions => o.SetProcessInvocationLogging(value);

    /// <summary>NUKE's older name of <see cref="EnableProcessInvocationLogging"/>.</summary>
    public static T EnableProcessLogInvocation<T>(this T o) where T : ToolOptions => o.EnableProcessInvocationLogging();

    /// <summary>NUKE's older name of <see cref="DisableProcessInvocationLogging"/>.</summary>
    public static T DisableProcessLogInvocation<T>(this T o) where T : ToolOptions => o.DisableProcessInvocationLogging();

    private static T Change<T>(T options, Action<T> change) where T : ToolOptions
    {
        var copy = (T)options.Copy();
        change(copy);
        return copy;
    }
}
