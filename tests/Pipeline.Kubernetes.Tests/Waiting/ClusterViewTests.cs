using Pipeline.Kubernetes.Connecting;
using Pipeline.Kubernetes.Waiting;

namespace Pipeline.Kubernetes.Tests.Waiting;

public sealed class ClusterViewTests
{
    private const string Deployment = "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: n, uid: d, generation: 2, annotations: {deployment.kubernetes.io/revision: '2'}}, status: {observedGeneration: 2}}";

    private static ClusterView View(params string[] objects)
    {
        var view = new ClusterView();
        foreach (var item in objects.Select(Objects.Parse))
            view.Apply(new FeedChange(new ResourceType("v1", "Pod", "pods", true), "n", [item], IsWhole: false));
        return view;
    }

    private static string Owned(string kind, string name, string owner, string more = "") =>
        $"{{apiVersion: {(kind == "Pod" ? "v1" : "apps/v1")}, kind: {kind}, metadata: {{name: {name}, namespace: n, uid: {name}, ownerReferences: [{{uid: {owner}}}]{more}}}}}";

    [Fact]
    public void Only_the_pods_of_the_newest_revision_tell_about_a_rollout()
    {
        var view = View(
            Deployment,
            Owned("ReplicaSet", "old", "d", ", annotations: {deployment.kubernetes.io/revision: '1'}"), Owned("Pod", "old-1", "old"),
            Owned("ReplicaSet", "new", "d", ", annotations: {deployment.kubernetes.io/revision: '2'}"), Owned("Pod", "new-1", "new"),
            Owned("Pod", "stranger", "other"));

        Assert.Equal(["new-1"], view.NewPods(Objects.Parse(Deployment)).Select(x => x.Text("metadata", "name")));
        Assert.Equal(["web", "new", "new-1"], view.Related(Objects.Parse(Deployment)).Select(x => x.Text("metadata", "name")));
    }

    [Fact]
    public void A_change_that_the_controller_has_not_seen_has_no_pods_yet()
    {
        var unseen = Deployment.Replace("observedGeneration: 2", "observedGeneration: 1", StringComparison.Ordinal);
        var view = View(unseen, Owned("ReplicaSet", "old", "d", ", annotations: {deployment.kubernetes.io/revision: '2'}"), Owned("Pod", "old-1", "old"));

        Assert.Empty(view.NewPods(Objects.Parse(unseen)));
    }

    [Fact]
    public void A_stateful_sets_new_pods_carry_its_update_revision()
    {
        const string set = "{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: db, namespace: n, uid: s}, status: {updateRevision: db-2}}";
        var view = View(Owned("Pod", "db-0", "s", ", labels: {controller-revision-hash: db-1}"), Owned("Pod", "db-1", "s", ", labels: {controller-revision-hash: db-2}"));

        Assert.Equal(["db-1"], view.NewPods(Objects.Parse(set)).Select(x => x.Text("metadata", "name")));
    }

    [Fact]
    public void A_new_list_takes_away_what_it_does_not_have()
    {
        var view = View(Owned("Pod", "a", "x"), Owned("Pod", "b", "x"));

        view.Apply(new FeedChange(new ResourceType("v1", "Pod", "pods", true), "n", [Objects.Parse(Owned("Pod", "b", "x"))], IsWhole: true));

        Assert.Null(view.Find(new ObjectReference("v1", "Pod", "n", "a")));
        Assert.NotNull(view.Find(new ObjectReference("v1", "Pod", "n", "b")));
    }
}
