using System.Text.Json.Nodes;
using Pipeline.Embedded.Kubernetes.Access;
using Pipeline.Embedded.Kubernetes.Objects;

namespace Pipeline.Embedded.Kubernetes.Serving;

/// <summary>Answers questions about access: who somebody is, and what they may do. Nothing of it is stored.</summary>
internal sealed class ReviewEndpoint(ApiServices services)
{
    public async Task AnswerAsync(ResourceRequest request)
    {
        if (request.Method != "POST" || request.Path.Name is not null)
            throw Refusals.MethodNotAllowed("");
        var body = await RequestBody.ReadAsync(request.Context).ConfigureAwait(false);
        var review = body.Object(request.Type, request.Query.Write("CreateOptions"));
        review["kind"] = request.Type.Kind;
        review["apiVersion"] = request.Type.ApiVersion;
        ObjectMetadata.Of(review)["creationTimestamp"] = null;
        var spec = review["spec"] as JsonObject ?? [];
        review["status"] = request.Type.Kind switch
        {
            "SelfSubjectReview" => new JsonObject { ["userInfo"] = UserInfo(request.User) },
            "TokenReview" => Token(spec),
            "SelfSubjectRulesReview" => Rules(request.User, ObjectMetadata.Text(spec, "namespace")),
            "SelfSubjectAccessReview" => Access(request.User, spec),
            _ => Access(new UserIdentity(ObjectMetadata.Text(spec, "user") ?? "", ObjectMetadata.Names(spec, "groups")), spec),
        };
        await Answers.JsonAsync(request.Context, 201, review).ConfigureAwait(false);
    }

    private static JsonObject UserInfo(UserIdentity user)
    {
        var value = new JsonObject { ["username"] = user.Name, ["groups"] = Strings(user.Groups) };
        if (user.Uid is { } uid)
            value["uid"] = uid;
        return value;
    }

    private JsonObject Token(JsonObject spec) =>
        services.Tokens.Verify(ObjectMetadata.Text(spec, "token") ?? "") is { } user
            ? new JsonObject { ["authenticated"] = true, ["user"] = UserInfo(user), ["audiences"] = Strings([ServiceAccountTokens.Issuer]) }
            : new JsonObject { ["user"] = new JsonObject(), ["error"] = "[invalid bearer token, Token has been invalidated]" };

    private JsonObject Access(UserIdentity user, JsonObject spec)
    {
        AccessAttributes attributes;
        if (spec["resourceAttributes"] is JsonObject resource)
        {
            attributes = new AccessAttributes
            {
                User = user,
                Verb = ObjectMetadata.Text(resource, "verb") ?? "",
                Group = ObjectMetadata.Text(resource, "group") ?? "",
                Resource = ObjectMetadata.Text(resource, "resource") ?? "",
                Subresource = ObjectMetadata.Text(resource, "subresource") is { Length: > 0 } sub ? sub : null,
                NamespaceName = ObjectMetadata.Text(resource, "namespace") is { Length: > 0 } name ? name : null,
                Name = ObjectMetadata.Text(resource, "name") is { Length: > 0 } item ? item : null,
            };
        }
        else
        {
            var path = spec["nonResourceAttributes"] as JsonObject ?? throw Refusals.BadRequest("exactly one of nonResourceAttributes or resourceAttributes must be specified");
            attributes = new AccessAttributes { User = user, Verb = ObjectMetadata.Text(path, "verb") ?? "", Path = ObjectMetadata.Text(path, "path") ?? "" };
        }

        var isAllowed = services.Authorizer.IsAllowed(attributes);
        var status = new JsonObject { ["allowed"] = isAllowed };
        if (isAllowed && !user.IsMaster)
            status["reason"] = "RBAC: allowed by a role that is bound to the user";
        return status;
    }

    private JsonObject Rules(UserIdentity user, string? namespaceName)
    {
        var rules = user.IsMaster
            ? [new JsonObject { ["verbs"] = Strings(["*"]), ["apiGroups"] = Strings(["*"]), ["resources"] = Strings(["*"]) }, new JsonObject { ["verbs"] = Strings(["*"]), ["nonResourceURLs"] = Strings(["*"]) }]
            : services.Authorizer.RulesOf(user, string.IsNullOrEmpty(namespaceName) ? null : namespaceName).Select(x => (JsonObject)x.DeepClone()).ToList();
        return new JsonObject
        {
            ["resourceRules"] = new JsonArray([.. rules.Where(x => x["nonResourceURLs"] is null).Select(x => (JsonNode)x)]),
            ["nonResourceRules"] = new JsonArray([.. rules.Where(x => x["nonResourceURLs"] is not null).Select(x => (JsonNode)x)]),
            ["incomplete"] = false,
        };
    }

    private static JsonArray Strings(IEnumerable<string> values) => new([.. values.Select(x => (JsonNode)x)]);
}
