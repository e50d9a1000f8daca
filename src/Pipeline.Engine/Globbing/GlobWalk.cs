namespace Pipeline.Engine.Globbing;

/// <summary>One walk below one directory, for all patterns that start there. Directories that no pattern can reach are not read.</summary>
internal sealed class GlobWalk
{
    /// <summary>Links within links within links: beyond this many they are taken for a maze.</summary>
    private const int MaxNestedLinks = 8;

    private readonly GlobBase _base;
    private readonly GlobMachine _machine;
    private readonly GlobKinds _kinds;
    private readonly bool _followLinks;
    private readonly List<string> _files;
    private readonly List<string> _directories;
    private readonly bool[] _hits;
    private readonly bool[] _allHits;
    private readonly List<string> _literalNames = [];
    private readonly List<string> _realPaths = [];
    private readonly List<Pending> _pending = [];
    private int[] _states;
    private int _stateCount;
    private int _from;
    private int _to;

    public GlobWalk(GlobBase start, GlobKinds kinds, bool followLinks, List<string> files, List<string> directories, bool[] hits)
    {
        _base = start;
        _machine = start.Machine;
        _kinds = kinds;
        _followLinks = followLinks;
        _files = files;
        _directories = directories;
        _allHits = hits;
        _hits = new bool[start.OriginalIndexes.Length];
        _states = new int[Math.Max(64, _machine.StateCount * 4)];
    }

    public void Run()
    {
        if (!Directory.Exists(_base.Directory))
            return;
        _stateCount = _machine.Start(_states);
        Visit(_base.Directory, _base.Directory, 0, _stateCount);
        for (var i = 0; i < _hits.Length; i++)
            _allHits[_base.OriginalIndexes[i]] |= _hits[i];
    }

    /// <summary>Called for each entry of the directory that is being read.</summary>
    internal void OnEntry(ReadOnlySpan<char> directory, ReadOnlySpan<char> name, bool isDirectory, bool isLink)
    {
        var states = _states.AsSpan(_from, _to - _from);
        var entersDirectory = isDirectory && (!isLink || _followLinks || _machine.NamesDirectory(states, name));
        var kind = entersDirectory ? GlobKinds.Directories : GlobKinds.Files;
        if ((_kinds & kind) != 0 && _machine.Accepts(states, name, _hits))
            (entersDirectory ? _directories : _files).Add(Path.Join(directory, name));
        if (!entersDirectory)
            return;

        EnsureRoom();
        var count = _machine.Enter(_states.AsSpan(_from, _to - _from), name, _states.AsSpan(_stateCount));
        if (count == 0)
            return;
        _pending.Add(new Pending(name.ToString(), _stateCount, _stateCount + count, isLink));
        _stateCount += count;
    }

    private void Visit(string directory, string realPath, int from, int to)
    {
        var firstPending = _pending.Count;
        var firstState = _stateCount;
        (_from, _to) = (from, to);
        if (_machine.TryGetLiteralNames(_states.AsSpan(from, to - from), _literalNames))
            Probe(directory);
        else
            GlobDirectoryReader.Read(directory, this);

        var lastPending = _pending.Count;
        for (var i = firstPending; i < lastPending; i++)
        {
            var next = _pending[i];
            var path = Path.Join(directory, next.Name);
            if (!next.IsLink)
                Visit(path, Path.Join(realPath, next.Name), next.From, next.To);
            else if (FollowedTarget(path, realPath) is { } target)
            {
                _realPaths.Add(realPath);
                Visit(path, target, next.From, next.To);
                _realPaths.RemoveAt(_realPaths.Count - 1);
            }
        }

        _pending.RemoveRange(firstPending, _pending.Count - firstPending);
        _stateCount = firstState;
    }

    private void Probe(string directory)
    {
        foreach (var name in _literalNames)
        {
            var path = Path.Join(directory, name);
            var isDirectory = Directory.Exists(path);
            if (isDirectory || File.Exists(path))
                OnEntry(directory, name, isDirectory, isDirectory && (File.GetAttributes(path) & FileAttributes.ReparsePoint) != 0);
            else if (new FileInfo(path).LinkTarget is not null)
                OnEntry(directory, name, isDirectory: false, isLink: true);
        }
    }

    // Where a link leads, or null if that is where the walk already is or came from.
    private string? FollowedTarget(string link, string realPath)
    {
        if (_realPaths.Count >= MaxNestedLinks)
            return null;
        var target = new DirectoryInfo(link).ResolveLinkTarget(returnFinalTarget: true)?.FullName;
        if (target is null || IsAbove(target, realPath))
            return null;
        foreach (var passed in _realPaths)
        {
            if (IsAbove(target, passed))
                return null;
        }

        return target;
    }

    private static bool IsAbove(string directory, string path) =>
        path.StartsWith(directory, StringComparison.Ordinal)
        && (path.Length == directory.Length || Path.EndsInDirectorySeparator(directory) || path[directory.Length] == Path.DirectorySeparatorChar);

    private void EnsureRoom()
    {
        if (_states.Length - _stateCount < _machine.StateCount)
            Array.Resize(ref _states, _states.Length * 2 + _machine.StateCount);
    }

    private sealed record Pending(string Name, int From, int To, bool IsLink);
}
