using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Nuke.Common.Tooling;

/// <summary>A process and its descendants: asked to stop together, then killed together.</summary>
internal sealed class ProcessTree
{
    private const int SigTerm = 15;
    private const int SigKill = 9;

    private readonly int _root;
    private readonly Dictionary<int, string> _members;

    private ProcessTree(int root)
    {
        _root = root;
        _members = OperatingSystem.IsWindows() ? [] : Descendants(root);
    }

    public static ProcessTree Of(int root) => new(root);

    /// <summary>Asks all to stop; what is left after <paramref name="grace"/> is killed. Windows knows no asking.</summary>
    public void Stop(TimeSpan grace)
    {
        if (OperatingSystem.IsWindows())
        {
            Kill();
            return;
        }
        foreach (var (id, _) in _members)
            _ = NativeKill(id, SigTerm);

        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < grace)
        {
            if (!AnyAlive())
                return;
            Thread.Sleep(20);
        }
        Kill();
    }

    public void Kill()
    {
        if (OperatingSystem.IsWindows())
        {
            KillOnWindows();
            return;
        }
        // Children started since then belong to it too.
        foreach (var (id, start) in Descendants(_root))
            _members[id] = start;
        foreach (var (id, start) in _members)
        {
            if (StartOf(id) == start)
                _ = NativeKill(id, SigKill);
        }
    }

    private bool AnyAlive()
    {
        foreach (var (id, start) in _members)
        {
            if (StartOf(id) == start)
                return true;
        }
        return false;
    }

    private void KillOnWindows()
    {
        try
        {
            using var process = Process.GetProcessById(_root);
            process.Kill(entireProcessTree: true);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            // It has ended already.
        }
    }

    // A process id is used again after a while; with its start time it is unique.
    private static Dictionary<int, string> Descendants(int root)
    {
        var processes = OperatingSystem.IsLinux() ? FromProc() : FromPs();
        var members = new Dictionary<int, string>();
        if (processes.TryGetValue(root, out var first))
            members[root] = first.Start;
        for (var grew = true; grew;)
        {
            grew = false;
            foreach (var (id, (parent, start)) in processes)
            {
                if (members.ContainsKey(parent) && members.TryAdd(id, start))
                    grew = true;
            }
        }
        return members;
    }

    private static string? StartOf(int id)
        => OperatingSystem.IsLinux()
            ? ReadProc(id) is { State: not 'Z' } stat ? stat.Start : null
            : FromPs().TryGetValue(id, out var process) ? process.Start : null;

    private static Dictionary<int, (int Parent, string Start)> FromProc()
    {
        var processes = new Dictionary<int, (int, string)>();
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && ReadProc(id) is { } stat)
                processes[id] = (stat.Parent, stat.Start);
        }
        return processes;
    }

    // man 5 proc: pid (comm) state ppid … starttime is field 22; comm may hold blanks and parentheses.
    private static (char State, int Parent, string Start)? ReadProc(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (fields[0][0], int.Parse(fields[1], CultureInfo.InvariantCulture), fields[19]);
        }
        catch (IOException)
        {
            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static Dictionary<int, (int Parent, string Start)> FromPs()
    {
        var processes = new Dictionary<int, (int, string)>();
        using var ps = Process.Start(new ProcessStartInfo("/bin/ps", "-A -o pid=,ppid=,lstart=") { RedirectStandardOutput = true, UseShellExecute = false })!;
        while (ps.StandardOutput.ReadLine() is { } line)
        {
            var fields = line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (fields.Length == 3)
                processes[int.Parse(fields[0], CultureInfo.InvariantCulture)] = (int.Parse(fields[1], CultureInfo.InvariantCulture), fields[2]);
        }
        ps.WaitForExit();
        return processes;
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [DllImport("libc", EntryPoint = "kill")]
    private static extern int NativeKill(int id, int signal);
}
