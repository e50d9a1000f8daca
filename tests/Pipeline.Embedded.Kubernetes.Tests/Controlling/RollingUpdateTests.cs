using FsCheck;
using FsCheck.Fluent;
using Pipeline.Embedded.Kubernetes.Controlling.Deployments;

namespace Pipeline.Embedded.Kubernetes.Tests.Controlling;

/// <summary>A rollout played out: pods become available in any order, and at no step are there too many, or too few available.</summary>
public class RollingUpdateTests
{
    [Theory]
    [InlineData(4, "25%", "25%", 1, 1)]
    [InlineData(2, "25%", "25%", 1, 0)]
    [InlineData(10, "25%", "25%", 3, 2)]
    [InlineData(3, "0", "0", 0, 1)]
    [InlineData(3, "0%", "20%", 0, 1)]
    [InlineData(5, "100%", "100%", 5, 5)]
    [InlineData(1, "1", "7", 1, 1)]
    [InlineData(0, "25%", "25%", 0, 0)]
    public void Surge_rounds_up_and_unavailable_rounds_down(int replicas, string surge, string unavailable, int mostMore, int mostFewer)
    {
        var bounds = RolloutBounds.Of(replicas, surge, unavailable);

        Assert.Equal((mostMore, mostFewer), (bounds.MaxSurge, bounds.MaxUnavailable));
    }

    [Fact]
    public void No_step_of_a_rollout_leaves_the_bounds_and_every_rollout_ends() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(
        (from replicas in Gen.Choose(1, 30)
         from surge in Gen.Choose(0, 100)
         from unavailable in Gen.Choose(0, 100)
         from asShare in ArbMap.Default.GeneratorFor<bool>()
         from seed in Gen.Choose(0, int.MaxValue - 1)
         select (replicas, surge, unavailable, asShare, seed)).ToArbitrary(),
        x => Plays(x.replicas, x.asShare ? $"{x.surge}%" : $"{x.surge % 10}", x.asShare ? $"{x.unavailable}%" : $"{x.unavailable % 10}", x.seed)));

    [Fact]
    public void A_release_that_never_gets_ready_takes_no_more_than_its_share()
    {
        var bounds = RolloutBounds.Of(10, "25%", "25%");
        var newest = new ReplicaSetSize("new", 0, 0);
        List<ReplicaSetSize> older = [new("old", 10, 10)];

        for (var i = 0; i < 50; i++)
        {
            newest = newest with { Desired = RollingUpdate.NewSize(bounds, newest, older) };
            older = [.. RollingUpdate.OldSizes(bounds, newest, older)];
            older = [.. older.Select(x => x with { Available = x.Desired })];
        }

        Assert.Equal((5, 8), (newest.Desired, older[0].Desired));
    }

    [Fact]
    public void Old_pods_that_are_not_available_go_first()
    {
        var bounds = RolloutBounds.Of(4, "0", "1");

        var sizes = RollingUpdate.OldSizes(bounds, new ReplicaSetSize("new", 0, 0), [new("oldest", 2, 2), new("older", 2, 1)]);

        Assert.Equal([2, 1], sizes.Select(x => x.Desired));
    }

    private static bool Plays(int replicas, string surge, string unavailable, int seed)
    {
        var bounds = RolloutBounds.Of(replicas, surge, unavailable);
        var chance = new Random(seed);
        var newest = new Play(0, 0);
        var older = new List<Play> { new(replicas, replicas) };
        for (var step = 0; step < 2000; step++)
        {
            var sizes = older.Select((x, i) => new ReplicaSetSize($"old{i}", x.Desired, x.Available)).ToList();
            var size = RollingUpdate.NewSize(bounds, new ReplicaSetSize("new", newest.Desired, newest.Available), sizes);
            if (size != newest.Desired)
                newest = newest with { Desired = size };
            else
                older = [.. RollingUpdate.OldSizes(bounds, new ReplicaSetSize("new", newest.Desired, newest.Available), sizes).Zip(older, (to, from) => new Play(to.Desired, Math.Min(from.Available, to.Desired)))];

            var (desired, available) = (newest.Desired + older.Sum(x => x.Desired), newest.Available + older.Sum(x => x.Available));
            if (desired > bounds.MostPods || available < bounds.LeastAvailable)
                return false;
            if (newest == new Play(replicas, replicas) && older.TrueForAll(x => x.Desired == 0))
                return true;

            // Some of the new pods become available.
            newest = newest with { Available = chance.Next(newest.Available, newest.Desired + 1) };
            // Another release may come in the middle of this one.
            if (step < 20 && chance.Next(10) == 0)
                (older, newest) = ([.. older, newest], new Play(0, 0));
        }

        return false;
    }

    private sealed record Play(int Desired, int Available);
}
