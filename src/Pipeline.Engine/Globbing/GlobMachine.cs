using Pipeline.Errors;

namespace Pipeline.Engine.Globbing;

/// <summary>
/// Several patterns as one nondeterministic machine over path segments: a state is a position in one of them, and a directory of a walk
/// is a set of states. So one walk serves all patterns, and a directory whose set is empty is never entered.
/// </summary>
internal sealed class GlobMachine
{
    private const int StackStates = 128;

    // One row for each state. A null segment is the end of a pattern: the path matches.
    private readonly GlobSegment?[] _segments;
    private readonly int[] _patterns;
    private readonly bool[] _excludes;

    // Whether the state's segment and all before it in its pattern are plain names.
    private readonly bool[] _areNamed;
    private readonly int[] _starts;
    private readonly bool _ignoreCase;

    private GlobMachine(List<GlobSegment?> segments, List<int> patterns, bool[] excludes, List<int> starts, bool ignoreCase)
    {
        _segments = [.. segments];
        _patterns = [.. patterns];
        _excludes = excludes;
        _starts = [.. starts];
        _ignoreCase = ignoreCase;
        _areNamed = new bool[_segments.Length];
        for (var i = 0; i < _segments.Length; i++)
            _areNamed[i] = _segments[i] is { IsLiteral: true } && (i == 0 || _segments[i - 1] is null || _areNamed[i - 1]);
    }

    /// <summary>Upper bound for the size of a set of states.</summary>
    public int StateCount => _segments.Length;

    public bool IgnoresCase => _ignoreCase;

    /// <summary>Compiles patterns that are relative to one directory; those at a position that <paramref name="excludes"/> marks exclude.</summary>
    public static GlobMachine Compile(IReadOnlyList<string> patterns, GlobCase letterCase, bool[]? excludes = null)
    {
        var segments = new List<GlobSegment?>();
        var owners = new List<int>();
        var starts = new List<int>();
        for (var i = 0; i < patterns.Count; i++)
        {
            foreach (var alternative in GlobBraces.Expand(patterns[i]))
            {
                starts.Add(segments.Count);
                AddSegments(alternative, patterns[i], segments);
                segments.Add(null);
                while (owners.Count < segments.Count)
                    owners.Add(i);
            }
        }

        return new GlobMachine(segments, owners, excludes ?? new bool[patterns.Count], starts, IsInsensitive(letterCase));
    }

    public static bool IsInsensitive(GlobCase letterCase) =>
        letterCase == GlobCase.Insensitive || letterCase == GlobCase.Platform && (OperatingSystem.IsWindows() || OperatingSystem.IsMacOS());

    /// <summary>The states before the first segment. Returns their number.</summary>
    public int Start(Span<int> states)
    {
        var count = 0;
        foreach (var start in _starts)
            Add(states, ref count, start);
        return count;
    }

    /// <summary>Whether a file called <paramref name="name"/>, in a directory with these states, matches. Sets a flag for each pattern that it hit.</summary>
    public bool Accepts(ReadOnlySpan<int> states, ReadOnlySpan<char> name, bool[]? hits)
    {
        var accepted = false;
        foreach (var state in states)
        {
            if (_segments[state + 1] is not null || !_segments[state]!.IsMatch(name, _ignoreCase))
                continue;
            if (_excludes[_patterns[state]])
                return false;
            accepted = true;
        }

        if (accepted && hits is not null)
            MarkHits(states, name, hits);
        return accepted;
    }

    /// <summary>
    /// The states inside directory <paramref name="name"/>, written to <paramref name="next"/>. Returns their number: 0 when nothing
    /// below can match, be it that no pattern reaches there or that an exclude covers all of it.
    /// </summary>
    public int Enter(ReadOnlySpan<int> states, ReadOnlySpan<char> name, Span<int> next)
    {
        var count = 0;
        foreach (var state in states)
        {
            var segment = _segments[state]!;
            if (segment.IsTree)
                Add(next, ref count, state);
            else if (segment.IsMatch(name, _ignoreCase))
            {
                if (_segments[state + 1] is null && segment.IsLiteral && _excludes[_patterns[state]])
                    return 0;
                Add(next, ref count, state + 1);
            }
        }

        var reachesAny = false;
        foreach (var state in next[..count])
        {
            if (!_excludes[_patterns[state]])
                reachesAny = true;
            else if (_segments[state]!.IsTree && _segments[state + 1] is { IsAny: true } && _segments[state + 2] is null)
                return 0;
        }

        return reachesAny ? count : 0;
    }

    /// <summary>Whether an include without wildcards so far goes through directory <paramref name="name"/>: somebody wrote its name.</summary>
    public bool NamesDirectory(ReadOnlySpan<int> states, ReadOnlySpan<char> name)
    {
        foreach (var state in states)
        {
            if (_areNamed[state] && _segments[state + 1] is not null && !_excludes[_patterns[state]] && _segments[state]!.IsMatch(name, _ignoreCase))
                return true;
        }

        return false;
    }

    /// <summary>Whether every include among the states waits for one certain name; those names then, so that the directory need not be read.</summary>
    public bool TryGetLiteralNames(ReadOnlySpan<int> states, List<string> names)
    {
        names.Clear();
        if (_ignoreCase)
            return false;
        foreach (var state in states)
        {
            if (_excludes[_patterns[state]])
                continue;
            var segment = _segments[state]!;
            if (!segment.IsLiteral)
                return false;
            if (!names.Contains(segment.Text))
                names.Add(segment.Text);
        }

        return true;
    }

    /// <summary>Whether the whole of <paramref name="path"/> matches an include, and neither it nor a directory above it is excluded.</summary>
    public bool IsMatch(ReadOnlySpan<char> path)
    {
        Span<int> states = StateCount <= StackStates ? stackalloc int[StackStates] : new int[StateCount];
        Span<int> next = StateCount <= StackStates ? stackalloc int[StackStates] : new int[StateCount];
        var count = Start(states);
        while (true)
        {
            path = TrimSeparators(path);
            var end = path.IndexOfAny('/', '\\');
            var name = end < 0 ? path : path[..end];
            var rest = end < 0 ? default : TrimSeparators(path[end..]);
            if (name is ".")
            {
                path = rest;
                continue;
            }

            if (name.IsEmpty)
                return false;
            if (rest.IsEmpty)
                return Accepts(states[..count], name, hits: null);
            count = Enter(states[..count], name, next);
            if (count == 0)
                return false;
            next[..count].CopyTo(states);
            path = rest;
        }
    }

    private static ReadOnlySpan<char> TrimSeparators(ReadOnlySpan<char> path) => path.TrimStart("/\\");

    private static void AddSegments(string alternative, string pattern, List<GlobSegment?> segments)
    {
        var first = segments.Count;
        for (int start = 0, end; start <= alternative.Length; start = end + 1)
        {
            end = alternative.AsSpan(start).IndexOfAny('/', '\\');
            end = end < 0 ? alternative.Length : start + end;
            var part = alternative[start..end];
            if (part is "" or ".")
                continue;
            for (var i = 0; i < part.Length; i++)
            {
                if (part[i] != '[')
                    continue;
                var setEnd = GlobWildcard.SetEnd(part.AsSpan(i));
                if (setEnd < 0)
                    throw new PipelineException(GlobErrors.Malformed, $"Pattern '{pattern}' can't be read: a [ has no ]. A literal bracket is written [[].");
                i += setEnd;
            }

            var segment = GlobSegment.Parse(part);
            if (segment.IsTree && segments.Count > first && segments[^1]!.IsTree)
                continue;
            segments.Add(segment);
        }

        if (segments.Count == first)
            throw new PipelineException(GlobErrors.Malformed, $"Pattern '{pattern}' can't be read: it names nothing. Use ** for everything below a directory.");

        // dir/** is everything below dir, but not dir itself.
        if (segments[^1]!.IsTree)
            segments.Add(GlobSegment.Any);
    }

    private void Add(Span<int> states, ref int count, int state)
    {
        while (_segments[state] is { } segment)
        {
            if (!states[..count].Contains(state))
                states[count++] = state;
            if (!segment.IsTree)
                break;
            state++;
        }
    }

    private void MarkHits(ReadOnlySpan<int> states, ReadOnlySpan<char> name, bool[] hits)
    {
        foreach (var state in states)
        {
            if (_segments[state + 1] is null && _segments[state]!.IsMatch(name, _ignoreCase))
                hits[_patterns[state]] = true;
        }
    }
}
