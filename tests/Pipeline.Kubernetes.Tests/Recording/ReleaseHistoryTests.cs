using Pipeline.Errors;
using Pipeline.Kubernetes.Recording;
using static Pipeline.Kubernetes.Recording.ReleaseState;

namespace Pipeline.Kubernetes.Tests.Recording;

public sealed class ReleaseHistoryTests
{
    private static ReleaseRecord Record(int number, ReleaseState state, int sequence, string set = "", bool wasReady = false, params string[] objects) => new()
    {
        Release = new Release
        {
            Application = "web",
            Number = number,
            State = state,
            Sequence = sequence,
            StartedBy = "test",
            StartedAt = DateTimeOffset.UnixEpoch,
            ChangedAt = DateTimeOffset.UnixEpoch,
            DeployedAt = wasReady || state is Deployed or Superseded or RolledBack ? DateTimeOffset.UnixEpoch : null,
            PlanHash = "",
            SetHash = set.Length == 0 ? $"set{number}" : set,
            Objects = [.. objects.Select(x => new ObjectReference("v1", "ConfigMap", "n", x))],
        },
        Bodies = [],
    };

    private static string Error(Action action)
    {
        var error = Assert.Throws<PipelineException>(action);
        return $"{error.Code.Id} {error.Message}";
    }

    [Fact]
    public void The_first_release_is_1_and_the_next_one_more()
    {
        Assert.Equal(1, new ReleaseHistory([]).NumberOf("a", null));
        Assert.Equal(8, new ReleaseHistory([Record(7, Deployed, 1)]).NumberOf("a", null));
        Assert.Equal(30, new ReleaseHistory([Record(7, Deployed, 1)]).NumberOf("a", 30));
    }

    [Fact]
    public void A_set_that_has_a_number_keeps_it()
    {
        Assert.Equal(7, new ReleaseHistory([Record(7, Deployed, 1)]).NumberOf("set7", null));
        Assert.Equal(8, new ReleaseHistory([Record(7, Deployed, 1), Record(8, Pending, 2)]).NumberOf("set8", null));
        Assert.Equal(8, new ReleaseHistory([Record(7, Deployed, 3), Record(8, Failed, 2)]).NumberOf("set8", null));
        Assert.Equal(7, new ReleaseHistory([Record(7, Deployed, 3), Record(8, RolledBack, 2)]).NumberOf("set7", null));
    }

    [Fact]
    public void A_number_is_bound_to_its_objects()
    {
        var history = new ReleaseHistory([Record(7, Deployed, 1), Record(6, Superseded, 0)]);

        Assert.Equal("PIPE4120 Release 7 of web has other objects than this set (it was deployed, 1970-01-01 00:00:00Z). Give the next number, 8.", Error(() => history.NumberOf("other", 7)));
        Assert.StartsWith("PIPE4120 Release 6 of web is earlier than 7, which is deployed.", Error(() => history.NumberOf("set6", 6)));
        Assert.StartsWith("PIPE4120 Release 3 of web is earlier than 7", Error(() => history.NumberOf("new", 3)));
    }

    [Fact]
    public void After_a_rollback_a_number_between_can_be_deployed() => Assert.Equal(43, new ReleaseHistory([Record(40, Deployed, 3), Record(45, RolledBack, 2)]).NumberOf("new", 43));

    [Fact]
    public void Of_two_that_are_deployed_the_later_one_counts()
    {
        var killedInDeploy = new ReleaseHistory([Record(1, Deployed, 1), Record(2, Deployed, 2)]);
        var killedInRollback = new ReleaseHistory([Record(1, Deployed, 3), Record(2, Deployed, 2)]);

        Assert.Equal([Deployed, Superseded], killedInDeploy.Records.Select(x => x.Release.State));
        Assert.Equal([RolledBack, Deployed], killedInRollback.Records.Select(x => x.Release.State));
        Assert.Equal((2, 1), (killedInDeploy.Current!.Number, killedInRollback.Current!.Number));
        Assert.True(killedInDeploy.IsUnsettled(killedInDeploy.Records[1]));
        Assert.False(killedInDeploy.IsUnsettled(killedInDeploy.Records[0]));
    }

    [Fact]
    public void The_inventory_is_what_is_deployed_and_all_that_was_begun_since()
    {
        var history = new ReleaseHistory(
        [
            Record(1, Superseded, 1, objects: "gone"), Record(2, Deployed, 2, objects: ["a", "b"]) with { Leftovers = [new ObjectReference("v1", "ConfigMap", "n", "stuck")] },
            Record(3, Failed, 3, objects: ["b", "c"]), Record(4, Pending, 4, objects: "d"),
        ]);

        Assert.Equal(["a", "b", "c", "d", "stuck"], history.Inventory.Select(x => x.Name).Order());
    }

    [Fact]
    public void The_last_good_release_is_the_deployed_one_or_the_one_before_it()
    {
        ReleaseRecord[] records = [Record(1, Superseded, 1), Record(2, Superseded, 2), Record(3, Deployed, 3), Record(4, Failed, 4)];

        Assert.Equal(3, new ReleaseHistory(records).LastGoodBut(4)!.Number);
        Assert.Equal(2, new ReleaseHistory(records).LastGoodBut(3)!.Number);
        Assert.Null(new ReleaseHistory([Record(1, Failed, 1)]).LastGoodBut(1));
    }

    [Fact]
    public void A_rollback_that_was_killed_is_gone_on_with()
    {
        var byItself = new ReleaseHistory([Record(1, Superseded, 1), Record(2, Pending, 4, wasReady: true), Record(3, Failed, 3)]);
        var asked = new ReleaseHistory([Record(1, Superseded, 1), Record(2, Pending, 4, wasReady: true), Record(3, Deployed, 3)]);

        Assert.Equal(2, byItself.LastGoodBut(3)!.Number);
        Assert.Equal(2, byItself.Earlier("web", null).Number);
        Assert.Equal(2, asked.Earlier("web", null).Number);
    }

    [Fact]
    public void A_rollback_goes_to_a_release_that_was_ready()
    {
        var history = new ReleaseHistory([Record(1, Superseded, 1), Record(2, Failed, 2), Record(3, Deployed, 3), Record(4, Failed, 4)]);

        Assert.Equal(3, history.Earlier("web", null).Number);
        Assert.Equal(1, history.Earlier("web", 1).Number);
        Assert.Equal("PIPE4123 web has no release 2 that was ready. It can go back to 3, 1.", Error(() => history.Earlier("web", 2)));
        Assert.Equal("PIPE4123 web has no earlier release that was ready. None ever was.", Error(() => new ReleaseHistory([Record(1, Failed, 1)]).Earlier("web", null)));
        Assert.Equal("PIPE4123 web has no earlier release that was ready. It can go back to 1.", Error(() => new ReleaseHistory([Record(1, Deployed, 1)]).Earlier("web", null)));
    }
}
