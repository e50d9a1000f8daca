using Pipeline.Engine.Planning;

namespace Pipeline.Engine.Reporting.Plans;

/// <summary>Where each target stands on the page, and which way each edge takes: columns by stage, rows such that few edges cross.</summary>
internal sealed class PlanLayout
{
    public const int NodeWidth = 196;
    public const int NodeHeight = 52;
    private const int ColumnGap = 92;
    private const int RowGap = 20;
    private const int BendHeight = 22;
    private const int Margin = 28;
    private const int Sweeps = 12;

    private readonly List<List<Cell>> columns = [];
    private readonly List<PlanRoute> routes = [];

    private PlanLayout(Plan plan)
    {
        var byName = Place(plan);
        var chains = PlanEdge.Of(plan).Where(x => IsShown(plan, x)).Select(x => (Edge: x, Cells: Chain(byName[x.From], byName[x.To]))).ToList();
        for (var i = 0; i < Sweeps; i++)
            Sweep(forward: i % 2 == 0);
        AssignPositions();
        Nodes = [.. columns.SelectMany(x => x).Where(x => x.Target is not null).Select(x => new PlanNode(x.Target!, x.Column + 1, x.X, x.Top))];
        foreach (var (edge, cells) in chains)
            routes.Add(new PlanRoute(edge, PathOf(cells)));
    }

    public IReadOnlyList<PlanNode> Nodes { get; }

    public IReadOnlyList<PlanRoute> Routes => routes;

    public int Width => (columns.Count * (NodeWidth + ColumnGap)) - ColumnGap + (2 * Margin);

    public int Height { get; private set; }

    public static PlanLayout Of(Plan plan) => new(plan);

    private Dictionary<string, Cell> Place(Plan plan)
    {
        var byName = new Dictionary<string, Cell>(StringComparer.OrdinalIgnoreCase);
        var stages = PlanStages.Of(plan);
        for (var i = 0; i < stages.Count; i++)
        {
            columns.Add([]);
            foreach (var target in stages[i])
            {
                var cell = new Cell(i, target) { Order = columns[i].Count };
                columns[i].Add(cell);
                byName[target.Name] = cell;
            }
        }

        return byName;
    }

    /// <summary>Ordering that dependencies already enforce would only clutter the picture.</summary>
    private static bool IsShown(Plan plan, PlanEdge edge)
    {
        if (edge.Kind != PlanEdgeKind.Order)
            return true;
        var needs = plan.Targets.ToDictionary(x => x.Name, x => x.Needs, StringComparer.OrdinalIgnoreCase);
        var open = new Stack<string>(needs[edge.To]);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (open.TryPop(out var name))
        {
            if (string.Equals(name, edge.From, StringComparison.OrdinalIgnoreCase))
                return false;
            if (seen.Add(name) && needs.TryGetValue(name, out var more))
            {
                foreach (var next in more)
                    open.Push(next);
            }
        }

        return true;
    }

    /// <summary>An edge across several columns bends in each, so that it goes around the targets there.</summary>
    private List<Cell> Chain(Cell from, Cell to)
    {
        var chain = new List<Cell> { from };
        for (var column = from.Column + 1; column < to.Column; column++)
        {
            var bend = new Cell(column, null) { Order = columns[column].Count };
            columns[column].Add(bend);
            chain.Add(bend);
        }

        chain.Add(to);
        for (var i = 1; i < chain.Count; i++)
        {
            chain[i - 1].Next.Add(chain[i]);
            chain[i].Previous.Add(chain[i - 1]);
        }

        return chain;
    }

    /// <summary>Barycentre heuristic: each cell moves towards the middle of its neighbours in the column before (or after).</summary>
    private void Sweep(bool forward)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            var column = columns[forward ? i : columns.Count - 1 - i];
            foreach (var cell in column)
            {
                var neighbours = forward ? cell.Previous : cell.Next;
                cell.Weight = neighbours.Count == 0 ? cell.Order : neighbours.Average(x => (double)x.Order / columns[x.Column].Count) * column.Count;
            }

            var sorted = column.OrderBy(x => x.Weight).ThenBy(x => x.Order).ToList();
            for (var j = 0; j < sorted.Count; j++)
                sorted[j].Order = j;
            column.Clear();
            column.AddRange(sorted);
        }
    }

    /// <summary>Columns are centred; then each cell goes as near to its neighbours as those above and below allow.</summary>
    private void AssignPositions()
    {
        foreach (var column in columns)
        {
            double y = 0;
            foreach (var cell in column)
            {
                cell.Y = y + (cell.Height / 2.0);
                y += cell.Height + RowGap;
            }

            foreach (var cell in column)
                cell.Y -= y / 2;
        }

        for (var i = 0; i < 2 * Sweeps; i++)
        {
            var forward = i % 2 == 0;
            for (var j = 0; j < columns.Count; j++)
                Relax(columns[forward ? j : columns.Count - 1 - j]);
        }

        var all = columns.SelectMany(x => x).ToList();
        var top = all.Count == 0 ? 0 : all.Min(x => x.Y - (x.Height / 2.0));
        foreach (var cell in all)
            cell.Y += Margin - top;
        Height = all.Count == 0 ? 2 * Margin : (int)Math.Ceiling(all.Max(x => x.Y + (x.Height / 2.0))) + Margin;
    }

    private static void Relax(List<Cell> column)
    {
        var wanted = column.ConvertAll(x => x.Previous.Count + x.Next.Count == 0 ? x.Y : x.Previous.Concat(x.Next).Average(y => y.Y));

        // From above and from below; the mean of both keeps the distances and favours neither side.
        var down = new double[column.Count];
        var up = new double[column.Count];
        for (var i = 0; i < column.Count; i++)
            down[i] = i == 0 ? wanted[i] : Math.Max(wanted[i], down[i - 1] + Distance(column[i - 1], column[i]));
        for (var i = column.Count - 1; i >= 0; i--)
            up[i] = i == column.Count - 1 ? wanted[i] : Math.Min(wanted[i], up[i + 1] - Distance(column[i], column[i + 1]));
        for (var i = 0; i < column.Count; i++)
            column[i].Y = (down[i] + up[i]) / 2;
    }

    private static double Distance(Cell above, Cell below) => ((above.Height + below.Height) / 2.0) + RowGap;

    private static List<(int X, int Y)> PathOf(List<Cell> cells)
    {
        var points = new List<(int, int)>();
        for (var i = 0; i < cells.Count; i++)
        {
            var y = (int)Math.Round(cells[i].Y);
            if (i > 0)
                points.Add((cells[i].X, y));
            if (i < cells.Count - 1)
                points.Add((cells[i].X + NodeWidth, y));
        }

        return points;
    }

    private sealed class Cell(int column, PlannedTarget? target)
    {
        public int Column => column;

        public PlannedTarget? Target => target;

        public int Height => target is null ? BendHeight : NodeHeight;

        public List<Cell> Previous { get; } = [];

        public List<Cell> Next { get; } = [];

        public int Order { get; set; }

        public double Weight { get; set; }

        public double Y { get; set; }

        public int X => Margin + (column * (NodeWidth + ColumnGap));

        public int Top => (int)Math.Round(Y - (NodeHeight / 2.0));
    }
}

/// <summary>A target on the page.</summary>
internal sealed record PlanNode(PlannedTarget Target, int Stage, int X, int Y);

/// <summary>An edge on the page: pairs of points, each pair joined by a straight line, the gaps between by curves.</summary>
internal sealed record PlanRoute(PlanEdge Edge, IReadOnlyList<(int X, int Y)> Points);
