using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace Pipeline.Contracts.Kubernetes;

/// <summary>
/// A kind of our own, with a controller in this process that the tests command: a widget whose spec says <c>broken</c> stalls, one that says <c>slow</c>
/// is never done, any other gets ready. A status that says from the start that nobody has seen the object yet (as Flux' kinds have it) makes it wait for that. So readiness can be tried in any cluster, without an image and without a node.
/// </summary>
public sealed class Widgets : IAsyncDisposable
{
    private readonly IKubernetes _client;
    private readonly CancellationTokenSource _ended = new();
    private readonly ConcurrentBag<Task> _controlling = [];

    private Widgets(IKubernetes client) => _client = client;

    public string Group { get; } = $"g{Guid.NewGuid().ToString("n")[..8]}.example.test";

    public string Definition => """
        {"apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition", "metadata": {"name": "widgets.GROUP"}, "spec": {"group": "GROUP", "scope": "Namespaced",
         "names": {"plural": "widgets", "singular": "widget", "kind": "Widget", "listKind": "WidgetList"},
         "versions": [{"name": "v1", "served": true, "storage": true, "subresources": {"status": {}}, "schema": {"openAPIV3Schema": {"type": "object", "properties": {
           "spec": {"type": "object", "properties": {"size": {"type": "integer"}, "broken": {"type": "boolean"}, "slow": {"type": "boolean"}}},
           "status": {"type": "object", "x-kubernetes-preserve-unknown-fields": true, "default": {"observedGeneration": -1}, "properties": {"observedGeneration": {"type": "integer"}}}}}}}]}}
        """.Replace("GROUP", Group, StringComparison.Ordinal);

    public string Widget(string name, string spec) => $"{{apiVersion: {Group}/v1, kind: Widget, metadata: {{name: {name}}}, spec: {spec}}}";

    /// <param name="client">Makes the kind and controls its objects.</param>
    /// <param name="defineNow">Whether the kind is made here; else by the test.</param>
    public static async Task<Widgets> DefineAsync(IKubernetes client, bool defineNow = true)
    {
        var widgets = new Widgets(client);
        if (!defineNow)
            return widgets;

        await client.ApiextensionsV1.CreateCustomResourceDefinitionAsync(KubernetesJson.Deserialize<V1CustomResourceDefinition>(widgets.Definition));
        for (var i = 0; i < 100 && !await widgets.IsServedAsync(); i++)
            await Task.Delay(100);
        return widgets;
    }

    /// <summary>Begins to control the widgets of a namespace.</summary>
    public Widgets Control(string @namespace)
    {
        _controlling.Add(ControlAsync(@namespace));
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await Task.WhenAll(_controlling);
        try
        {
            await _client.ApiextensionsV1.DeleteCustomResourceDefinitionAsync($"widgets.{Group}");
        }
        catch (HttpOperationException error) when (error.Response.StatusCode == HttpStatusCode.NotFound)
        {
            // The test never came to it.
        }

        _ended.Dispose();
    }

    public async Task<JsonObject?> FindAsync(string @namespace, string name) => (await ListAsync(@namespace)).FirstOrDefault(x => x["metadata"]!["name"]!.GetValue<string>() == name);

    private async Task<IReadOnlyList<JsonObject>> ListAsync(string @namespace)
    {
        var list = await _client.CustomObjects.ListNamespacedCustomObjectAsync(Group, "v1", @namespace, "widgets");
        return [.. JsonNode.Parse(JsonSerializer.Serialize(list))!["items"]!.AsArray().Select(x => x!.AsObject())];
    }

    private async Task<bool> IsServedAsync()
    {
        try
        {
            await ListAsync("default");
            return true;
        }
        catch (HttpOperationException)
        {
            return false;
        }
    }

    private async Task ControlAsync(string @namespace)
    {
        while (!_ended.IsCancellationRequested)
        {
            try
            {
                foreach (var widget in await ListAsync(@namespace))
                    await ReconcileAsync(@namespace, widget);
            }
            catch (HttpOperationException)
            {
                // Not there yet, or gone meanwhile.
            }

            await Task.Delay(50, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReconcileAsync(string @namespace, JsonObject widget)
    {
        var generation = widget["metadata"]!["generation"]!.GetValue<long>();
        if (widget["status"]?["observedGeneration"]?.GetValue<long>() == generation)
            return;

        var (broken, slow) = (widget["spec"]?["broken"]?.GetValue<bool>() == true, widget["spec"]?["slow"]?.GetValue<bool>() == true);
        var condition = broken ? """{"type":"Stalled","status":"True","reason":"Broken","message":"it can't be made"}"""
            : slow ? """{"type":"Ready","status":"False","reason":"Made","message":"it takes its time"}""" : """{"type":"Ready","status":"True","reason":"Made","message":"done"}""";
        await _client.CustomObjects.PatchNamespacedCustomObjectStatusAsync(
            new V1Patch($"{{\"status\":{{\"observedGeneration\":{generation},\"conditions\":[{condition}]}}}}", V1Patch.PatchType.MergePatch),
            Group, "v1", @namespace, "widgets", widget["metadata"]!["name"]!.GetValue<string>());
    }
}
