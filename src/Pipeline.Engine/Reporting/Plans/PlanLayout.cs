using Pipeline.Engine.Planning;

namespace Pipeline.Engine.Reporting.Plans;

/// <summary>Where each target stands on the page, and which way each edge takes: a row for each stage, ordered such that few edges cross.</summary>
internal sealed class PlanLayout
{
    public const int NodeWidth = 196;
    public const int NodeHeight = 52;
    private const int RowGap = 46;
    private const int ColumnGap = 28;
    private const int BendWidth = 30;
    private const int Margin = 28;
    private const int Sweeps = 12;

    private readonly List<List<Cell>> rows = [];
    private readonly List<PlanRoute> routes = [];

    private PlanLayout(Plan plan)
    {
        var byName = Place(plan);
        var chains = PlanEdge.Of(plan).Where(x => IsShown(plan, x)).Select(x => (Edge: x, Cells: Chain(byName[x.From], byName[x.To]))).ToList();
        for (var i = 0; i < Sweeps; i++)
            Sweep(forward: i % 2 == 0);
        AssignPositions();
        Nodes = [.. rows.SelectMany(x => x).Where(x => x.Target is not null).Select(x => new PlanNode(x.Target!, x.Row + 1, x.Left, x.Top))];
        foreach (var (edge, cells) in chains)
            routes.Add(new PlanRoute(edge, PathOf(cells)));
    }

    public IReadOnlyList<PlanNode> Nodes { get; }

    public IReadOnlyList<PlanRoute> Routes => routes;

    public int Width { get; private set; }

    public int Height => (rows.Count * (NodeHeight + RowGap)) - RowGap + (2 * Margin);

    public static PlanLayout Of(Plan plan) => new(plan);

    private Dictionary<string, Cell> Place(Plan plan)
    {
        var byName = new Dictionary<string, Cell>(StringComparer.OrdinalIgnoreCase);
        var stages = PlanStages.Of(plan);
        for (var i = 0; i < stages.Count; i++)
        {
            rows.Add([]);
            foreach (var target in stages[i])
            {
                var cell = new Cell(i, target) { Order = rows[i].Count };
                rows[i].Add(cell);
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

    /// <summary>An edge across several rows bends in each, so that it goes around the targets there.</summary>
    private List<Cell> Chain(Cell from, Cell to)
    {
        var chain = new List<Cell> { from };
        for (var row = from.Row + 1; row < to.Row; row++)
        {
            var bend = new Cell(row, null) { Order = rows[row].Count };
            rows[row].Add(bend);
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

    /// <summary>Barycentre heuristic: each cell moves towards the middle of its neighbours in the row before (or after).</summary>
    private void Sweep(bool forward)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[forward ? i : rows.Count - 1 - i];
            foreach (var cell in row)
            {
                var neighbours = forward ? cell.Previous : cell.Next;
                cell.Weight = neighbours.Count == 0 ? cell.Order : neighbours.Average(x => (double)x.Order / rows[x.Row].Count) * row.Count;
            }

            var sorted = row.OrderBy(x => x.Weight).ThenBy(x => x.Order).ToList();
            for (var j = 0; j < sorted.Count; j++)
                sorted[j].Order = j;
            row.Clear();
            row.AddRange(sorted);
        }
    }

    /// <summary>Columns are centred; then each cell goes as near to its neighbours as those beside it allow.</summary>
    private void AssignPositions()
    {
        foreach (var row in rows)
        {
            double x = 0;
            foreach (var cell in row)
            {
                cell.X = x + (cell.Width / 2.0);
                x += cell.Width + ColumnGap;
            }

            foreach (var cell in row)
                cell.X -= x / 2;
        }

        for (var i = 0; i < 2 * Sweeps; i++)
        {
            var forward = i % 2 == 0;
            for (var j = 0; j < rows.Count; j++)
                Relax(rows[forward ? j : rows.Count - 1 - j]);
        }

        var all = rows.SelectMany(x => x).ToList();
        var left = all.Count == 0 ? 0 : all.Min(x => x.X - (x.Width / 2.0));
        foreach (var cell in all)
            cell.X += Margin - left;
        Width = all.Count == 0 ? 2 * Margin : (int)Math.Ceiling(all.Max(x => x.X + (x.Width / 2.0))) + Margin;
    }

    private static void Relax(List<Cell> row)
    {
        var wanted = row.ConvertAll(x => x.Previous.Count + x.Next.Count == 0 ? x.X : x.Previous.Concat(x.Next).Average(y => y.X));

        // From the left and from the right; the mean of both keeps the distances and favours neither side.
        var right = new double[row.Count];
        var left = new double[row.Count];
        for (var i = 0; i < row.Count; i++)
            right[i] = i == 0 ? wanted[i] : Math.Max(wanted[i], right[i - 1] + Distance(row[i - 1], row[i]));
        for (var i = row.Count - 1; i >= 0; i--)
            left[i] = i == row.Count - 1 ? wanted[i] : Math.Min(wanted[i], left[i + 1] - Distance(row[i], row[i + 1]));
        for (var i = 0; i < row.Count; i++)
            row[i].X = (right[i] + left[i]) / 2;
    }

    private static double Distance(Cell left, Cell right) => ((left.Width + right.Width) / 2.0) + ColumnGap;

    private static List<(int X, int Y)> PathOf(List<Cell> cells)
    {
        var points = new List<(int, int)>();
        for (var i = 0; i < cells.Count; i++)
        {
            var x = (int)Math.Round(cells[i].X);
            if (i > 0)
                points.Add((x, cells[i].Top));
            if (i < cells.Count - 1)
                points.Add((x, cells[i].Top + NodeHeight));
        }

        return points;
    }

    private sealed class Cell(int row, PlannedTarget? target)
    {
        public int Row => row;

        public PlannedTarget? Target => target;

        public int Width => target is null ? BendWidth : NodeWidth;

        public List<Cell> Previous { get; } = [];

        public List<Cell> Next { get; } = [];

        public int Order { get; set; }

        public double Weight { get; set; }

        /// <summary>The middle.</summary>
        public double X { get; set; }

        public int Left => (int)Math.Round(X - (NodeWidth / 2.0));

        public int Top => Margin + (row * (NodeHeight + RowGap));
    }
}

/// <summary>A target on the page.</summary>
internal sealed record PlanNode(PlannedTarget Target, int Stage, int X, int Y);

/// <summary>An edge on the page: pairs of points, each pair joined by a straight line, the gaps between by curves.</summary>
internal sealed record PlanRoute(PlanEdge Edge, IReadOnlyList<(int X, int Y)> Points);
