using FsCheck;
using FsCheck.Fluent;
using Pipeline.Embedded.Kubernetes.Controlling.Deployments;

namespace Pipeline.Embedded.Kubernetes.Tests.Controlling;

public class ProportionalScalingTests
{
    [Fact]
    public void Each_replica_set_gets_its_share()
    {
        // kubernetes.io, "Proportional scaling": 10 replicas, surge 3, unavailable 2, scaled to 15 in the middle of a rollout with 8 old and 5 new.
        var sizes = ProportionalScaling.Sizes(new RolloutBounds(15, 3, 2), [new("old", 8, 8) { MostPodsBefore = 13 }, new("new", 5, 0) { MostPodsBefore = 13 }], 13);

        Assert.Equal([("old", 11), ("new", 7)], sizes.Select(x => (x.Name, x.Desired)));
    }

    [Fact]
    public void Down_to_nothing_leaves_nothing()
    {
        var sizes = ProportionalScaling.Sizes(new RolloutBounds(0, 0, 0), [new("old", 8, 8) { MostPodsBefore = 13 }, new("new", 5, 0) { MostPodsBefore = 13 }], 13);

        Assert.All(sizes, x => Assert.Equal(0, x.Desired));
    }

    [Fact]
    public void All_that_is_allowed_is_given_and_no_more() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(
        (from before in Gen.Choose(1, 50)
         from after in Gen.Choose(0, 50)
         from surge in Gen.Choose(0, 10)
         from cut in Gen.Choose(0, 100)
         select (before, after, surge, cut)).ToArbitrary(),
        x =>
        {
            var most = x.before + x.surge;
            var old = most * x.cut / 100;
            List<ReplicaSetSize> active = [.. new ReplicaSetSize[] { new("old", old, old) { MostPodsBefore = most }, new("new", most - old, 0) { MostPodsBefore = most } }.Where(y => y.Desired > 0)];
            var bounds = new RolloutBounds(x.after, x.surge, 0);

            var sizes = ProportionalScaling.Sizes(bounds, active, most);

            return sizes.Sum(y => y.Desired) == (x.after == 0 ? 0 : bounds.MostPods) && sizes.All(y => y.Desired >= 0);
        }));
}
