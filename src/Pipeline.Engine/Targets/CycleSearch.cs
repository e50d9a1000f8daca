namespace Pipeline.Engine.Targets;

/// <summary>Finds one cycle in each knot of a directed graph (Tarjan's strongly connected components, then a shortest way round).</summary>
internal static class CycleSearch
{
    public static IReadOnlyList<IReadOnlyList<int>> FindCycles(int[][] successors)
    {
        // Every start of a build comes here, and hardly ever finds one: the search proper isn't even compiled then.
        if (IsAcyclic(successors))
            return [];

        var cycles = new List<IReadOnlyList<int>>();
        foreach (var knot in Knots(successors))
        {
            if (knot.Count > 1 || Array.IndexOf(successors[knot[0]], knot[0]) >= 0)
                cycles.Add(ShortestWayRound(knot.Min(), successors));
        }

        return cycles;
    }

    private static bool IsAcyclic(int[][] successors)
    {
        var predecessors = new int[successors.Length];
        foreach (var list in successors)
        {
            foreach (var successor in list)
                predecessors[successor]++;
        }

        var free = new int[successors.Length];
        var (count, next) = (0, 0);
        for (var i = 0; i < predecessors.Length; i++)
        {
            if (predecessors[i] == 0)
                free[count++] = i;
        }

        while (next < count)
        {
            foreach (var successor in successors[free[next++]])
            {
                if (--predecessors[successor] == 0)
                    free[count++] = successor;
            }
        }

        return count == successors.Length;
    }

    private static List<List<int>> Knots(int[][] successors)
    {
        var (index, low, onStack) = (new int[successors.Length], new int[successors.Length], new bool[successors.Length]);
        var (stack, work, knots, next) = (new Stack<int>(), new Stack<(int Node, int Edge)>(), new List<List<int>>(), 1);
        for (var root = 0; root < successors.Length; root++)
        {
            if (index[root] != 0)
                continue;
            work.Push((root, 0));
            while (work.TryPop(out var frame))
            {
                var (node, edge) = frame;
                if (edge == 0)
                {
                    index[node] = low[node] = next++;
                    stack.Push(node);
                    onStack[node] = true;
                }
                else if (successors[node][edge - 1] is var visited && onStack[visited])
                {
                    low[node] = Math.Min(low[node], low[visited]);
                }

                if (edge < successors[node].Length)
                {
                    work.Push((node, edge + 1));
                    if (index[successors[node][edge]] == 0)
                        work.Push((successors[node][edge], 0));
                }
                else if (low[node] == index[node])
                {
                    var knot = new List<int>();
                    int member;
                    do
                    {
                        member = stack.Pop();
                        onStack[member] = false;
                        knot.Add(member);
                    }
                    while (member != node);
                    knots.Add(knot);
                }
            }
        }

        return knots;
    }

    private static List<int> ShortestWayRound(int start, int[][] successors)
    {
        var cameFrom = new Dictionary<int, int>();
        var queue = new Queue<int>([start]);
        while (queue.TryDequeue(out var node))
        {
            foreach (var next in successors[node])
            {
                if (next == start)
                {
                    var cycle = new List<int> { node };
                    while (cycle[^1] != start)
                        cycle.Add(cameFrom[cycle[^1]]);
                    cycle.Reverse();
                    return cycle;
                }

                if (cameFrom.TryAdd(next, node))
                    queue.Enqueue(next);
            }
        }

        throw new InvalidOperationException($"Node {start} is not on a cycle.");
    }
}
