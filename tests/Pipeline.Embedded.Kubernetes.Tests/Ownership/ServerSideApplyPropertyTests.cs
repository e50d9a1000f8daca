using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Pipeline.Embedded.Kubernetes.Ownership;

namespace Pipeline.Embedded.Kubernetes.Tests.Ownership;

/// <summary>What holds for any configurations of any managers.</summary>
public class ServerSideApplyPropertyTests
{
    private static readonly Gen<JsonObject> _variables = Gen.Zip(Gen.Elements("A", "B", "C"), Gen.Elements<string?>("1", "2", null)).Select(pair =>
        pair.Item2 is null ? new JsonObject { ["name"] = pair.Item1 } : new JsonObject { ["name"] = pair.Item1, ["value"] = pair.Item2 });

    private static readonly Gen<JsonObject> _containers = Gen.Zip(Gen.Zip(Gen.Elements("x", "w"), Gen.Elements<string?>("i:1", "i:2", null)), _variables.ListOf()).Select(pair =>
    {
        var ((name, image), variables) = pair;
        var container = new JsonObject { ["name"] = name };
        if (image is not null)
            container["image"] = image;
        if (variables.Count > 0)
            container["env"] = new JsonArray([.. variables.DistinctBy(variable => $"{variable["name"]}").Select(variable => variable.DeepClone())]);
        return container;
    });

    private static readonly Gen<JsonObject> _configurations = Gen.Zip(Gen.Zip(_containers.ListOf(), Gen.Elements<int?>(1, 2, null)), Gen.Elements("a", "b", "c").ListOf()).Select(pair =>
    {
        var ((containers, count), labels) = pair;
        var spec = new JsonObject();
        if (count is { } replicas)
            spec["replicas"] = replicas;
        if (containers.Count > 0)
            spec["template"] = new JsonObject { ["spec"] = new JsonObject { ["containers"] = new JsonArray([.. containers.DistinctBy(container => $"{container["name"]}").Select(container => container.DeepClone())]) } };
        var metadata = new JsonObject { ["name"] = "d" };
        if (labels.Count > 0)
            metadata["labels"] = new JsonObject([.. labels.Distinct().Select(label => KeyValuePair.Create(label, (JsonNode?)"x"))]);
        return new JsonObject { ["apiVersion"] = "apps/v1", ["kind"] = "Deployment", ["metadata"] = metadata, ["spec"] = spec };
    });

    private static readonly Gen<IReadOnlyList<(string Manager, JsonObject Applied)>> _histories =
        Gen.Zip(Gen.Elements("m1", "m2", "m3"), _configurations.Resize(5)).ListOf().Resize(8).Select(IReadOnlyList<(string, JsonObject)> (history) => [.. history]);

    [Fact]
    public void Applying_the_same_again_changes_nothing() => ForAll(history =>
    {
        var cluster = After(history);
        foreach (var (manager, applied) in history.Reverse().DistinctBy(step => step.Manager).Where(step => cluster.Owners().Any(owner => owner.StartsWith($"{step.Manager}/", StringComparison.Ordinal))))
        {
            // The last one to apply with force has all that it asked for.
            cluster.Apply(manager, applied, force: true);
            var before = cluster.Live!.ToJsonString();

            cluster.Apply(manager, applied);

            Assert.Equal(before, cluster.Live!.ToJsonString());
        }
    });

    [Fact]
    public void What_was_applied_with_force_is_there() => ForAll(history =>
    {
        if (history.Count == 0)
            return;
        var cluster = After(history);
        var applied = history[^1].Applied;

        var merged = FieldMerge.Merge(cluster.Live!, applied, Pipeline.Embedded.Kubernetes.Schemas.SchemaCatalog.Find("apps/v1", "Deployment")!);

        Assert.Empty(Difference.Between(cluster.Live, merged));
    });

    [Fact]
    public void When_everyone_has_given_up_everything_nothing_of_theirs_is_left() => ForAll(history =>
    {
        var cluster = After(history);
        foreach (var manager in (string[])["m1", "m2", "m3"])
            cluster.Apply(manager, "{apiVersion: apps/v1, kind: Deployment, metadata: {name: d}}", force: true);

        // An object that nobody has applied yet is taken to have been updated before.
        Assert.DoesNotContain(cluster.Owners(), owner => owner.StartsWith('m'));
        Assert.Null(cluster.Live!["metadata"]!["labels"]);
        Assert.Empty(cluster.Live["spec"]!["template"]!["spec"]!["containers"]?.AsArray() ?? []);
    });

    [Fact]
    public void A_list_s_keys_stay_unique_and_every_leaf_that_is_owned_is_there() => ForAll(history =>
    {
        var cluster = After(history);
        if (cluster.Live is null)
            return;
        var containers = cluster.Live["spec"]!["template"]!["spec"]!["containers"]?.AsArray() ?? [];

        Assert.Equal(containers.Count, containers.Select(container => $"{container!["name"]}").Distinct().Count());
        foreach (var container in containers)
            Assert.Equal(container!["env"]?.AsArray().Count ?? 0, container["env"]?.AsArray().Select(variable => $"{variable!["name"]}").Distinct().Count() ?? 0);
        var present = OwnedFields.Of(cluster.Live, Pipeline.Embedded.Kubernetes.Schemas.SchemaCatalog.Find("apps/v1", "Deployment")!);
        var owned = ManagedFields.Read(cluster.Live)!;
        foreach (var owner in owned.Owners)
        {
            // What is empty is owned and not written.
            var missing = owned[owner]!.Fields.Difference(present).Paths().Select(path => string.Concat(path));
            Assert.DoesNotContain(missing, path => path.EndsWith("image", StringComparison.Ordinal) || path.EndsWith("replicas", StringComparison.Ordinal) || path.EndsWith(']'));
        }
    });

    private static Cluster After(IReadOnlyList<(string Manager, JsonObject Applied)> history)
    {
        var cluster = Cluster.Of("apps/v1", "Deployment");
        foreach (var (manager, applied) in history)
            cluster.Apply(manager, applied, force: true);
        return cluster;
    }

    private static void ForAll(Action<IReadOnlyList<(string Manager, JsonObject Applied)>> check) => Prop.ForAll(_histories.ToArbitrary(), check).QuickCheckThrowOnFailure();
}
