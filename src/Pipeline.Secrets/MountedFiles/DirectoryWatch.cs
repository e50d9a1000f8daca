using System.Globalization;
using System.Text;

namespace Pipeline.Secrets.MountedFiles;

/// <summary>
/// Looks at a directory every few seconds, and calls back when it differs. Notifications of the file system don't reach through all volumes and
/// their links; a look at names, targets and times always does.
/// </summary>
internal sealed class DirectoryWatch : IDisposable
{
    /// <summary>The kubelet itself takes up to a minute; this adds little.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly string _directory;
    private readonly Func<string, IEnumerable<string>> _files;
    private readonly Action _changed;
    private readonly ITimer _timer;
    private readonly Lock _looking = new();
    private string _last;

    public DirectoryWatch(string directory, Func<string, IEnumerable<string>> files, Action changed, TimeProvider time)
    {
        (_directory, _files, _changed) = (directory, files, changed);
        _last = State() ?? "";
        _timer = time.CreateTimer(_ => Look(), null, Interval, Interval);
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        lock (_looking)
        {
            // In the middle of a swap there is nothing to compare; the next look finds what it led to.
            if (State() is not { } state || state == _last)
                return;
            _last = state;
        }

        _changed();
    }

    private string? State()
    {
        try
        {
            var state = new StringBuilder(new DirectoryInfo(Path.Combine(_directory, "..data")).LinkTarget).AppendLine();
            foreach (var path in _files(_directory).Order(StringComparer.Ordinal))
            {
                var file = new FileInfo(path);
                var target = (FileInfo?)file.ResolveLinkTarget(returnFinalTarget: true) ?? file;
                state.Append(path).Append(' ').Append(target.FullName).AppendFormat(CultureInfo.InvariantCulture, " {0} {1}", target.Length, target.LastWriteTimeUtc.Ticks).AppendLine();
            }

            return state.ToString();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
