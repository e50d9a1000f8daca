using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Patching;
using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Serving;

/// <summary>Answers requests about subresources other than <c>status</c>.</summary>
internal sealed class SubresourceEndpoint(ApiServices services)
{
    private static readonly Lazy<TypeSchema> s_scale = new(() => SchemaCatalog.Find("autoscaling/v1", "Scale") ?? TypeSchema.Anything);
    private readonly PodEndpoint _pods = new(services);

    public Task AnswerAsync(ResourceRequest request) => (request.Type.Plural, request.Path.Subresource, request.Method) switch
    {
        (_, "scale", "GET") when request.Type.Scale is not null => Answers.JsonAsync(request.Context, 200, ScaleView.Of(request.Type, services.Objects.Get(request.Target))),
        (_, "scale", "PUT" or "PATCH") when request.Type.Scale is not null => ScaleAsync(request),
        ("serviceaccounts", "token", "POST") => TokenAsync(request),
        ("namespaces", "finalize", "PUT") => FinalizeAsync(request),
        ("pods", "log", "GET") => _pods.LogAsync(request),
        ("pods", "eviction", "POST") => _pods.EvictAsync(request),
        ("pods", "binding", "POST") => _pods.BindAsync(request),
        _ when request.Type.Subresources.Any(x => x.Name == request.Path.Subresource) => throw Refusals.MethodNotAllowed(""),
        _ => DiscoveryEndpoint.NotFoundAsync(request.Context),
    };

    private async Task ScaleAsync(ResourceRequest request)
    {
        var body = await RequestBody.ReadAsync(request.Context).ConfigureAwait(false);
        var options = request.Query.Write(request.Method == "PUT" ? "UpdateOptions" : "PatchOptions");
        var outcome = services.Objects.Patch(request.Target, value => ScaleView.Apply(request.Type, value, Scaled(request, body)), options);
        await Answers.JsonAsync(request.Context, 200, ScaleView.Of(request.Type, outcome.Value)).ConfigureAwait(false);
    }

    private JsonObject Scaled(ResourceRequest request, RequestBody body)
    {
        var stored = services.Objects.Get(request.Target);
        var scale = ScaleView.Of(request.Type, stored);
        var result = body.MediaType switch
        {
            _ when request.Method == "PUT" => body.Parse(out _),
            "application/json-patch+json" => JsonPatch.Apply(scale, body.Patch(), s_scale.Value),
            "application/merge-patch+json" or "application/strategic-merge-patch+json" => MergePatch.Apply(scale, body.Patch(), s_scale.Value),
            _ => throw Refusals.UnsupportedMediaType("the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json"),
        };
        if (ObjectMetadata.Text(ObjectMetadata.Of(result), "resourceVersion") is { Length: > 0 } version && version != Storing.ObjectJson.Version(stored.Version))
            throw Refusals.Modified(request.Type, request.Path.Name!);
        return result;
    }

    private async Task TokenAsync(ResourceRequest request)
    {
        const long ShortestSeconds = 600;
        const long UsualSeconds = 3600;
        var account = services.Objects.Get(request.Target);
        var body = await RequestBody.ReadAsync(request.Context).ConfigureAwait(false);
        var value = body.Parse(out _);
        if (value["spec"] is not JsonObject spec)
            value["spec"] = spec = [];
        var audiences = ObjectMetadata.Names(spec, "audiences");
        if (audiences.Count == 0)
            audiences = [Access.ServiceAccountTokens.Issuer];
        var seconds = spec["expirationSeconds"] is null ? UsualSeconds : ObjectMetadata.Number(spec, "expirationSeconds");
        if (seconds < ShortestSeconds)
            throw Refusals.Invalid("authentication.k8s.io", "TokenRequest", "", new Validating.FieldCause("FieldValueInvalid", $"Invalid value: {seconds}: may not specify a duration less than 10 minutes", "spec.expirationSeconds"));
        var expires = services.Time.GetUtcNow().AddSeconds(seconds);
        spec["audiences"] = new JsonArray([.. audiences.Select(x => (JsonNode)x)]);
        spec["expirationSeconds"] = seconds;
        spec["boundObjectRef"] ??= null;
        value["kind"] = "TokenRequest";
        value["apiVersion"] = "authentication.k8s.io/v1";
        value["metadata"] = new JsonObject { ["name"] = account.Name, ["namespace"] = account.NamespaceName, ["creationTimestamp"] = ObjectMetadata.Time(services.Time.GetUtcNow()) };
        value["status"] = new JsonObject
        {
            ["token"] = services.Tokens.Issue(account, audiences, expires, spec["boundObjectRef"] as JsonObject),
            ["expirationTimestamp"] = ObjectMetadata.Time(expires),
        };
        await Answers.JsonAsync(request.Context, 201, value).ConfigureAwait(false);
    }

    private async Task FinalizeAsync(ResourceRequest request)
    {
        var body = await RequestBody.ReadAsync(request.Context).ConfigureAwait(false);
        var options = request.Query.Write("UpdateOptions");
        var sent = body.Object(request.Type, options);
        var outcome = services.Objects.Patch(
            request.Target,
            value =>
            {
                var result = (JsonObject)value.DeepClone();
                if (result["spec"] is JsonObject spec)
                    spec["finalizers"] = sent["spec"]?["finalizers"]?.DeepClone() ?? new JsonArray();
                return result;
            },
            options);
        await Answers.ObjectAsync(request.Context, request.Type, outcome.Value).ConfigureAwait(false);
    }
}
