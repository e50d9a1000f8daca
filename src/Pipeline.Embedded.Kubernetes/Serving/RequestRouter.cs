using Microsoft.AspNetCore.Http;
using Pipeline.Embedded.Kubernetes.Access;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Patching;

namespace Pipeline.Embedded.Kubernetes.Serving;

/// <summary>Finds out what a request is about and whether it is allowed, and has it answered.</summary>
internal sealed class RequestRouter(ApiServices services)
{
    private readonly ResourceEndpoint _resources = new(services);
    private readonly SubresourceEndpoint _subresources = new(services);
    private readonly ReviewEndpoint _reviews = new(services);
    private readonly DiscoveryEndpoint _discovery = new(services);

    public async Task AnswerAsync(HttpContext context)
    {
        try
        {
            await RouteAsync(context).ConfigureAwait(false);
        }
        catch (ApiRefusal refusal)
        {
            await RefuseAsync(context, refusal).ConfigureAwait(false);
        }
        catch (PatchException exception)
        {
            await RefuseAsync(context, Refusals.From(exception)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The client has gone, or the server stops.
        }
        catch (BadHttpRequestException exception)
        {
            await RefuseAsync(context, Refusals.BadRequest(exception.Message)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not IOException)
        {
            // A mistake of ours: the client shall see it, and the server goes on.
            await RefuseAsync(context, Refusals.Internal($"the embedded API server failed: {exception}")).ConfigureAwait(false);
        }
    }

    private static Task RefuseAsync(HttpContext context, ApiRefusal refusal) =>
        context.Response.HasStarted ? Task.CompletedTask : Answers.RefusalAsync(context, refusal.Status);

    private Task RouteAsync(HttpContext context)
    {
        context.Items[typeof(TimeProvider)] = services.Time;
        var path = context.Request.Path.Value ?? "/";
        var user = services.Authentication.Identify(context);
        if (ResourcePath.Parse(path) is not { } resource)
        {
            Authorize(new AccessAttributes { User = user, Verb = context.Request.Method.ToLowerInvariant(), Path = path });
            return _discovery.AnswerAsync(context, path);
        }

        var type = services.Types.Find(resource.Group, resource.Version, resource.Plural);
        Authorize(new AccessAttributes
        {
            User = user,
            Verb = VerbOf(context, resource),
            Group = resource.Group,
            Resource = resource.Plural,
            Subresource = resource.Subresource,
            NamespaceName = resource.Plural == "namespaces" && resource.Group.Length == 0 ? resource.Name : resource.NamespaceName,
            Name = resource.Name,
        });
        if (type is null || (resource.NamespaceName is not null && !type.IsNamespaced) || (type.IsNamespaced && resource is { NamespaceName: null, Name: not null }))
            return DiscoveryEndpoint.NotFoundAsync(context);
        var request = new ResourceRequest(context, type, resource, user);
        if (type.IsReview)
            return _reviews.AnswerAsync(request);
        return resource.Subresource is null || (resource.Subresource == "status" && type.HasStatus) ? _resources.AnswerAsync(request) : _subresources.AnswerAsync(request);
    }

    private void Authorize(AccessAttributes attributes)
    {
        if (!services.Authorizer.IsAllowed(attributes))
            throw RoleAuthorizer.Refusal(attributes);
    }

    private static string VerbOf(HttpContext context, ResourcePath path) => context.Request.Method switch
    {
        "POST" => "create",
        "PUT" => "update",
        "PATCH" => "patch",
        "DELETE" => path.Name is null ? "deletecollection" : "delete",
        _ when new RequestQuery(context.Request).IsWatch => "watch",
        _ => path.Name is null ? "list" : "get",
    };
}
