using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Pipeline.Engine.Planning;
using Pipeline.Engine.Targets;

namespace Pipeline.Engine.Tests.Execution;

internal enum Relation
{
    DependsOn,
    DependentFor,
    After,
    Before,
    Triggers,
    TriggeredBy,
}

/// <summary><paramref name="Early"/> comes before <paramref name="Late"/>, declared as <paramref name="Relation"/> on whichever side that is.</summary>
internal sealed record Edge(int Early, int Late, Relation Relation)
{
    public bool IsDependency => Relation is Relation.DependsOn or Relation.DependentFor;

    public bool IsTrigger => Relation is Relation.Triggers or Relation.TriggeredBy;
}

internal sealed record Traits(bool Fails, bool StaticallyOff, bool DynamicallyOff, DependencySkip? WhenSkipped, bool Assured, bool Proceeds, bool Cancels, bool IsAsync);

/// <summary>A random build and a random way to run it.</summary>
internal sealed record Scenario(IReadOnlyList<Traits> Targets, IReadOnlyList<Edge> Edges, IReadOnlyList<int> Requested, IReadOnlyList<int> Skip, bool SkipAllOthers, bool KeepGoing, int Parallelism)
{
    public static string NameOf(int target) => $"T{target}";

    public static int NumberOf(string name) => int.Parse(name.AsSpan(1), CultureInfo.InvariantCulture);

    /// <summary>Acyclic: the targets are ranked, and an edge leads from the lower rank to the higher.</summary>
    public static Arbitrary<Scenario> Acyclic(bool cancels) => Arb.From(
        from count in Gen.Choose(1, 30)
        from order in Gen.Shuffle(Enumerable.Range(0, count).ToArray())
        from edgeCount in Gen.Choose(0, count * 2)
        from edges in EdgeBetween(count).ArrayOf(edgeCount)
        from traits in AnyTraits(cancels).ArrayOf(count)
        from requestedCount in Gen.Choose(1, 4)
        from requested in Gen.Choose(0, count - 1).ArrayOf(requestedCount)
        from skipCount in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, 3)))
        from skip in Gen.Choose(0, count - 1).ArrayOf(skipCount)
        from skipAll in OneIn(12)
        from keepGoing in OneIn(2)
        from parallelism in Gen.Choose(1, 4)
        select new Scenario(traits, [.. edges.Where(x => x.Early != x.Late).Select(x => x with { Early = order[Math.Min(x.Early, x.Late)], Late = order[Math.Max(x.Early, x.Late)] })], requested, skip, skipAll, keepGoing, parallelism),
        Smaller);

    public static Arbitrary<Scenario> Arbitrary() => Arb.From(
        from count in Gen.Choose(1, 12)
        from edgeCount in Gen.Choose(0, count * 2)
        from edges in EdgeBetween(count).ArrayOf(edgeCount)
        from traits in AnyTraits(false).ArrayOf(count)
        select new Scenario(traits, edges, [0], [], false, false, 1),
        Smaller);

    public IReadOnlyList<TargetDefinition> Declare(Func<int, CancellationToken, Task> act) => [.. Targets.Select((traits, i) => new TargetDefinition
    {
        Name = NameOf(i),
        DependsOn = NamesOf(Edges.Where(x => x.Relation == Relation.DependsOn && x.Late == i).Select(x => x.Early)),
        DependentFor = NamesOf(Edges.Where(x => x.Relation == Relation.DependentFor && x.Early == i).Select(x => x.Late)),
        After = NamesOf(Edges.Where(x => x.Relation == Relation.After && x.Late == i).Select(x => x.Early)),
        Before = NamesOf(Edges.Where(x => x.Relation == Relation.Before && x.Early == i).Select(x => x.Late)),
        Triggers = NamesOf(Edges.Where(x => x.Relation == Relation.Triggers && x.Early == i).Select(x => x.Late)),
        TriggeredBy = NamesOf(Edges.Where(x => x.Relation == Relation.TriggeredBy && x.Late == i).Select(x => x.Early)),
        StaticConditions = [new TargetCondition("static", () => !traits.StaticallyOff)],
        DynamicConditions = [new TargetCondition("dynamic", () => !traits.DynamicallyOff)],
        WhenSkipped = traits.WhenSkipped,
        AssuredAfterFailure = traits.Assured,
        ProceedAfterFailure = traits.Proceeds,
        Actions = [token => act(i, token)],
    })];

    public Plan Plan(Func<int, CancellationToken, Task> act) => Planner.Create(TargetGraph.Create(Declare(act)), new PlanRequest
    {
        Targets = NamesOf(Requested),
        Skip = NamesOf(Skip),
        SkipAllOthers = SkipAllOthers,
    });

    public override string ToString() =>
        $"{Targets.Count} targets; {string.Join(", ", Edges.Select(x => $"T{x.Early} {x.Relation} T{x.Late}"))}; {string.Join(", ", Targets.Select((x, i) => $"T{i} {x}"))}; run {string.Join(' ', Requested)}, skip {(SkipAllOthers ? "all" : string.Join(' ', Skip))}, keep going {KeepGoing}, parallel {Parallelism}";

    private static string[] NamesOf(IEnumerable<int> targets) => [.. targets.Select(NameOf)];

    private static Gen<Edge> EdgeBetween(int count) =>
        from early in Gen.Choose(0, count - 1)
        from late in Gen.Choose(0, count - 1)
        from relation in Gen.Elements(Enum.GetValues<Relation>())
        select new Edge(early, late, relation);

    private static Gen<Traits> AnyTraits(bool cancels) =>
        from fails in OneIn(8)
        from staticallyOff in OneIn(8)
        from dynamicallyOff in OneIn(10)
        from whenSkipped in Gen.Elements<DependencySkip?>(null, null, DependencySkip.Execute, DependencySkip.Skip)
        from assured in OneIn(8)
        from proceeds in OneIn(5)
        from cancelling in OneIn(12)
        from isAsync in OneIn(3)
        select new Traits(fails, staticallyOff, dynamicallyOff, whenSkipped, assured, proceeds, cancels && cancelling, isAsync);

    private static Gen<bool> OneIn(int count) => Gen.Choose(1, count).Select(x => x == 1);

    private static IEnumerable<Scenario> Smaller(Scenario scenario)
    {
        var plain = new Traits(false, false, false, null, false, false, false, false);
        for (var i = 0; i < scenario.Edges.Count; i++)
            yield return scenario with { Edges = [.. scenario.Edges.Where((_, k) => k != i)] };
        for (var i = 0; i < scenario.Targets.Count; i++)
        {
            if (scenario.Targets[i] != plain)
                yield return scenario with { Targets = [.. scenario.Targets.Select((x, k) => k == i ? plain : x)] };
        }

        for (var i = 0; i < scenario.Requested.Count && scenario.Requested.Count > 1; i++)
            yield return scenario with { Requested = [.. scenario.Requested.Where((_, k) => k != i)] };
        for (var i = 0; i < scenario.Skip.Count; i++)
            yield return scenario with { Skip = [.. scenario.Skip.Where((_, k) => k != i)] };
        if (scenario.Parallelism > 1)
            yield return scenario with { Parallelism = scenario.Parallelism - 1 };
    }
}
