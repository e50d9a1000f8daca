using System.Text;
using Pipeline.Engine.Planning;
using Pipeline.Engine.Targets;
using Pipeline.Errors;

namespace Pipeline.Engine.Execution;

/// <summary>
/// Remembers which targets of a run are done, so that <c>--continue</c> starts after them: after a failure, Ctrl+C or a kill.
/// A file with a header (build fingerprint and requested targets), and a line for each target that succeeded, was cached or skipped;
/// removed when a run succeeds. A dry run leaves it alone.
/// </summary>
/// <param name="path">The state file, e.g. <c>.nuke/temp/continue.state</c>. Its folder is made when needed.</param>
/// <param name="fingerprint">What changes when the build program does: a state of another build is refused.</param>
/// <param name="alreadyDone">What <see cref="Load"/> gave, when this run continues one; kept, so that a second failure loses nothing.</param>
/// <param name="warn">Told once if the file can't be written, e.g. <c>text => log.Write(null, OutputLevel.Warning, text)</c>; the run goes on.</param>
public sealed class Continuation(string path, string fingerprint, IReadOnlyCollection<string> alreadyDone, Action<string> warn) : IRunObserver, IDisposable
{
    private const string Format = "pipeline-continue-1";
    private IReadOnlyList<string> _requested = [];
    private FileStream? _file;
    private bool _gaveUp;

    /// <summary>
    /// The targets that the last unfinished run of <paramref name="requested"/> has done; none if it was ended during its first target.
    /// </summary>
    /// <param name="path">The state file.</param>
    /// <param name="requested">The targets asked for, with the default in place of none: <see cref="Plan.Requested"/>.</param>
    /// <param name="fingerprint">The build's fingerprint now.</param>
    /// <exception cref="PipelineException"><see cref="TargetErrors.NothingToContinue"/>: there is no such run; the message says why.</exception>
    public static IReadOnlyList<string> Load(string path, IReadOnlyList<string> requested, string fingerprint)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllText(path).Split('\n');
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Nothing("there is no unfinished run: the last one succeeded, or none was started here");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Nothing($"the state of the last run can't be read: {exception.Message}", exception);
        }

        // A last line without its end was being written when the run was killed.
        var header = lines.Length > 1 ? lines[0].Split('\t') : [];
        if (header.Length < 2 || header[0] != Format)
            throw Nothing($"'{path}' is damaged, or of another version");
        if (header[1] != Escape(fingerprint))
            throw Nothing("the build has changed since the last run");
        IReadOnlyList<string> before = [.. header[2..].Select(Unescape)];
        if (!new HashSet<string>(before, StringComparer.OrdinalIgnoreCase).SetEquals(requested))
            throw Nothing($"the last unfinished run was of {string.Join(' ', before)}, not of {string.Join(' ', requested)}");
        return [.. lines[1..^1].Select(Unescape)];
    }

    /// <inheritdoc/>
    public void OnRunStarting(Plan plan) => _requested = plan.Requested;

    /// <inheritdoc/>
    public void OnTargetStarting(PlannedTarget target)
    {
        // From here on the run before can't be continued any more: its next target may fail this time.
        Write(null);
    }

    /// <inheritdoc/>
    public void OnOutput(string? target, OutputLine line)
    {
    }

    /// <inheritdoc/>
    public void OnTargetFinished(TargetResult result)
    {
        if (result.Status is TargetStatus.Succeeded or TargetStatus.Cached or TargetStatus.Skipped && !alreadyDone.Contains(result.Name))
            Write(result.Name);
    }

    /// <inheritdoc/>
    public void OnRunFinished(RunResult result)
    {
        var wasOpen = _file is not null;
        Dispose();
        if (!wasOpen || !result.Succeeded)
            return;
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            GiveUp(exception);
        }
    }

    /// <summary>Closes the file; it stays.</summary>
    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    private static PipelineException Nothing(string why, Exception? inner = null) =>
        new(TargetErrors.NothingToContinue, $"Can't continue: {why}. Run without --continue.", inner) { ExitCode = 2 };

    private static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Unescape(string text)
    {
        if (!text.Contains('\\', StringComparison.Ordinal))
            return text;
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
            result.Append(text[i] != '\\' || i + 1 == text.Length ? text[i] : text[++i] switch { 't' => '\t', 'n' => '\n', var other => other });
        return result.ToString();
    }

    private void Write(string? name)
    {
        if (_gaveUp || (_file is not null && name is null))
            return;
        try
        {
            _file ??= Begin();
            if (name is not null)
                _file.Write(Encoding.UTF8.GetBytes($"{Escape(name)}\n"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            GiveUp(exception);
        }
    }

    /// <summary>Puts a new file in place of the old one whole, so that a kill leaves the one or the other.</summary>
    private FileStream Begin()
    {
        var content = new StringBuilder(Format).Append('\t').Append(Escape(fingerprint));
        foreach (var name in _requested)
            content.Append('\t').Append(Escape(name));
        content.Append('\n');
        foreach (var name in alreadyDone)
            content.Append(Escape(name)).Append('\n');

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var next = $"{path}.new";
        File.WriteAllText(next, content.ToString());
        File.Move(next, path, overwrite: true);

        // Unbuffered: what is written is the kernel's at once, and outlives this process.
        return new FileStream(path, new FileStreamOptions { Mode = FileMode.Append, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete, BufferSize = 0 });
    }

    private void GiveUp(Exception exception)
    {
        Dispose();
        if (!_gaveUp)
            warn($"This run can't be continued if it fails: '{path}' can't be written. {exception.Message}");
        _gaveUp = true;
    }
}
