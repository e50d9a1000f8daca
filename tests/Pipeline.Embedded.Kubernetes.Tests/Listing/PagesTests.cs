using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Listing;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Tests.Listing;

public sealed class PagesTests : IDisposable
{
    private readonly ObjectStore _store = new(null);

    public void Dispose() => _store.Dispose();

    [Fact]
    public void All_pages_show_the_version_of_the_first()
    {
        Write("a", "b", "c", "d", "e");

        var first = Read(limit: 2);
        _store.Remove("configmaps", _store.Find("configmaps", "default", "c")!);
        Write("aa", "f");
        var second = Read(limit: 2, first.Continue);
        var third = Read(limit: 2, second.Continue);

        Assert.Equal(["a", "b", "c", "d", "e"], first.Items.Concat(second.Items).Concat(third.Items).Select(x => x.Name));
        Assert.Equal(first.Version, third.Version);
        Assert.Null(third.Continue);
        Assert.Equal(3, first.Remaining);
    }

    [Fact]
    public void Pages_over_all_namespaces_go_on_where_they_stopped()
    {
        foreach (var (space, name) in (ReadOnlySpan<(string, string)>)[("b", "1"), ("a", "2"), ("a-b", "1"), ("a", "1"), ("b", "0")])
            _store.Put("configmaps", space, name, null, Value(space, name));

        var names = new List<string>();
        string? next = null;
        do
        {
            var page = new ObjectList(_store).Read(new ListRequest { Filter = Filter(null), Limit = 1, Continue = next });
            names.AddRange(page.Items.Select(x => $"{x.NamespaceName}/{x.Name}"));
            next = page.Continue;
        }
        while (next is not null);

        Assert.Equal(["a/1", "a/2", "a-b/1", "b/0", "b/1"], names);
    }

    [Fact]
    public void A_token_that_is_too_old_is_refused_with_one_that_goes_on_anyhow()
    {
        Write("a", "b", "c");
        var first = Read(limit: 1);
        for (var i = 0; i <= ObjectTable.KeptChanges; i++)
            _store.Put("configmaps", "default", "b", _store.Find("configmaps", "default", "b"), Value("default", "b"));

        var refusal = Assert.Throws<ApiRefusal>(() => Read(limit: 1, first.Continue));
        var rest = Read(limit: 0, refusal.Status.Metadata.ContinueProperty);

        Assert.Equal(410, refusal.Code);
        Assert.Equal("Expired", refusal.Status.Reason);
        Assert.Equal(["b", "c"], rest.Items.Select(x => x.Name));
    }

    [Fact]
    public void A_version_in_the_future_is_a_timeout()
    {
        Write("a");

        var refusal = Assert.Throws<ApiRefusal>(() => new ObjectList(_store).Read(new ListRequest { Filter = Filter("default"), ResourceVersion = "99" }));

        Assert.Equal(504, refusal.Code);
        Assert.Equal("Timeout: Too large resource version: 99, current: 2", refusal.Status.Message);
    }

    [Fact]
    public void An_exact_version_shows_what_there_was()
    {
        Write("a", "b");
        var version = _store.Version;
        _store.Remove("configmaps", _store.Find("configmaps", "default", "a")!);

        var page = new ObjectList(_store).Read(new ListRequest { Filter = Filter("default"), ResourceVersion = ObjectJson.Version(version), ResourceVersionMatch = "Exact" });

        Assert.Equal(["a", "b"], page.Items.Select(x => x.Name));
        Assert.Equal(version, page.Version);
    }

    private static ObjectFilter Filter(string? space) => new(BuiltInTypes.ConfigMaps, space, LabelSelector.Everything, FieldSelector.Everything);

    private static JsonObject Value(string space, string name) => new() { ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = space } };

    private ListPage Read(long limit, string? next = null) => new ObjectList(_store).Read(new ListRequest { Filter = Filter("default"), Limit = limit, Continue = next });

    private void Write(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            _store.Put("configmaps", "default", name, null, Value("default", name));
    }
}
