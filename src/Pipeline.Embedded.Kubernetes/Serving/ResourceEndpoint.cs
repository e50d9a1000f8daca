using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Pipeline.Embedded.Kubernetes.Deleting;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Patching;

namespace Pipeline.Embedded.Kubernetes.Serving;

/// <summary>Answers requests about objects: get, list, watch, create, update, patch, delete.</summary>
internal sealed class ResourceEndpoint(ApiServices services)
{
    public Task AnswerAsync(ResourceRequest request) => (request.Method, request.Path.Name) switch
    {
        ("GET" or "HEAD", null) => ListOrWatchAsync(request, null),
        ("GET" or "HEAD", _) when request.Query.IsWatch => ListOrWatchAsync(request, request.Path.Name),
        ("GET" or "HEAD", _) => Answers.ObjectAsync(request.Context, request.Type, services.Objects.Get(request.Target)),
        ("POST", null) => CreateAsync(request),
        ("PUT", not null) => ReplaceAsync(request),
        ("PATCH", not null) => PatchAsync(request),
        ("DELETE", not null) when request.Path.Subresource is null => DeleteAsync(request),
        ("DELETE", null) when request.Type.IsDeletedAsCollection => DeleteManyAsync(request),
        _ => throw Refusals.MethodNotAllowed(""),
    };

    private Task ListOrWatchAsync(ResourceRequest request, string? name)
    {
        var filter = request.Query.Filter(request.Type, request.Path.NamespaceName, name);
        if (!request.Query.IsWatch)
            return Answers.ListAsync(request.Context, request.Type, services.Lists.Read(request.Query.List(filter)));
        var watch = request.Query.Watch(filter);
        return WatchAsync(request, watch);
    }

    private async Task WatchAsync(ResourceRequest request, Watching.WatchRequest watch)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(request.Context.RequestAborted, services.Stopping);
        await new WatchAnswer(request.Context, request.Type).WriteAsync(services.Watches.ReadAsync(watch, ending.Token), request.Context.RequestAborted).ConfigureAwait(false);
    }

    private async Task CreateAsync(ResourceRequest request)
    {
        if (request.Type.IsNamespaced && request.Path.NamespaceName is null)
            throw Refusals.MethodNotAllowed("");
        var options = request.Query.Write("CreateOptions");
        var body = await RequestBody.ReadAsync(request.Context).ConfigureAwait(false);
        var outcome = services.Objects.Create(request.Type, request.Path.NamespaceName, body.Object(request.Type, options), options);
        await AnswerAsync(request, outcome, options).ConfigureAwait(false);
    }

    private async Task ReplaceAsync(ResourceRequest request)
    {
        var options = request.Query.Write("UpdateOptions");
        var body = await RequestBody.ReadAsync(request.Context).ConfigureAwait(false);
        var outcome = services.Objects.Replace(request.Target, body.Object(request.Type, options), options);
        await AnswerAsync(request, outcome, options).ConfigureAwait(false);
    }

    private async Task PatchAsync(ResourceRequest request)
    {
        var body = await RequestBody.ReadAsync(request.Context).ConfigureAwait(false);
        var isApply = body.MediaType == "application/apply-patch+yaml";
        var options = request.Query.Write("PatchOptions", requiresManager: isApply);
        if (!isApply && request.Query.Text("force") is not null)
            throw Refusals.Invalid("meta.k8s.io", "PatchOptions", "", new Validating.FieldCause("FieldValueForbidden", "Forbidden: may not be specified for non-apply patch", "force"));
        var outcome = body.MediaType switch
        {
            "application/apply-patch+yaml" => Apply(request, body, options),
            "application/json-patch+json" => Patch(request, body, JsonPatch.Apply, options),
            "application/merge-patch+json" => Patch(request, body, MergePatch.Apply, options),
            "application/strategic-merge-patch+json" when !request.Type.IsCustom => Patch(request, body, StrategicMergePatch.Apply, options),
            _ => throw Refusals.UnsupportedMediaType(
                "the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml"
                + (request.Type.IsCustom ? "" : ", application/strategic-merge-patch+json")),
        };
        await AnswerAsync(request, outcome, options).ConfigureAwait(false);
    }

    private WriteOutcome Apply(ResourceRequest request, RequestBody body, WriteOptions options)
    {
        var applied = body.Parse(out var duplicates);
        if (duplicates.Count > 0)
            throw Refusals.BadRequest($"error decoding YAML: {string.Join(", ", duplicates)}");
        return services.Objects.Apply(request.Target, applied, options);
    }

    private WriteOutcome Patch(ResourceRequest request, RequestBody body, Func<JsonObject, JsonNode, Schemas.TypeSchema?, JsonObject> apply, WriteOptions options)
    {
        var patch = body.Patch();
        var isChecked = false;
        return services.Objects.Patch(
            request.Target,
            value =>
            {
                var patched = apply(value, patch, request.Type.Schema);
                if (!isChecked)
                    body.CheckPatched(patched, request.Type, options);
                isChecked = true;
                return patched;
            },
            options);
    }

    private async Task DeleteAsync(ResourceRequest request)
    {
        var deletion = await DeletionAsync(request).ConfigureAwait(false);
        var outcome = services.Deletion.Delete(request.Target, deletion);
        Answers.Warn(request.Context, deletion.Warnings);
        if (outcome.IsGone && !request.Type.AnswersDeletedObject)
            await Answers.JsonAsync(request.Context, 200, StatusJson.Deleted(request.Type, outcome.Value)).ConfigureAwait(false);
        else
            await Answers.ObjectAsync(request.Context, request.Type, outcome.Value).ConfigureAwait(false);
    }

    private async Task DeleteManyAsync(ResourceRequest request)
    {
        var deletion = await DeletionAsync(request).ConfigureAwait(false);
        var page = services.Lists.Read(request.Query.List(request.Query.Filter(request.Type, request.Path.NamespaceName)));
        foreach (var value in page.Items)
        {
            try
            {
                services.Deletion.Delete(new ObjectTarget(request.Type, value.NamespaceName, value.Name), deletion);
            }
            catch (ApiRefusal refusal) when (refusal.Code == 404)
            {
                // Somebody else was faster.
            }
        }

        Answers.Warn(request.Context, deletion.Warnings);
        await Answers.ListAsync(request.Context, request.Type, page).ConfigureAwait(false);
    }

    private static async Task<DeletionRequest> DeletionAsync(ResourceRequest request)
    {
        var body = await RequestBody.ReadAsync(request.Context).ConfigureAwait(false);
        return request.Query.Delete(body.Bytes.IsEmpty ? null : body.Parse(out _));
    }

    private static Task AnswerAsync(ResourceRequest request, WriteOutcome outcome, WriteOptions options)
    {
        Answers.Warn(request.Context, options.Warnings);
        return Answers.ObjectAsync(request.Context, request.Type, outcome.Value, outcome.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }
}
