using System.Globalization;
using Microsoft.AspNetCore.Http;
using Pipeline.Embedded.Kubernetes.Deleting;
using Pipeline.Embedded.Kubernetes.Discovery;
using Pipeline.Embedded.Kubernetes.Listing;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Validating;
using Pipeline.Embedded.Kubernetes.Watching;

namespace Pipeline.Embedded.Kubernetes.Serving;

/// <summary>The query of a request.</summary>
internal sealed class RequestQuery(HttpRequest request)
{
    private const int LongestManager = 128;
    private static readonly TimeSpan s_longestWatch = TimeSpan.FromMinutes(45);

    public bool IsWatch => Bool("watch");

    public string? Text(string name) => request.Query.TryGetValue(name, out var values) && values.Count > 0 ? values[0] : null;

    public bool Bool(string name) => Text(name) is { } text && text is "" or "1" or "true" or "True" or "t" or "T" or "TRUE";

    public long? Number(string name)
    {
        if (Text(name) is not { Length: > 0 } text)
            return null;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Refusals.BadRequest($"strconv.ParseInt: parsing \"{text}\": invalid syntax");
    }

    /// <summary><paramref name="optionsKind"/>: the options as messages name them: <c>CreateOptions</c>, <c>PatchOptions</c>.</summary>
    public WriteOptions Write(string optionsKind, bool requiresManager = false)
    {
        var manager = Text("fieldManager") ?? "";
        if (manager.Length == 0 && requiresManager)
            throw InvalidOption(optionsKind, "FieldValueRequired", "Required value: is required for apply patch", "fieldManager");
        if (manager.Length > LongestManager)
            throw InvalidOption(optionsKind, "FieldValueTooLong", $"Too long: may not be more than {LongestManager} bytes", "fieldManager");
        if (manager.Length == 0)
            manager = request.Headers.UserAgent.ToString().Split('/')[0];
        return new WriteOptions
        {
            Manager = manager.Length == 0 ? "unknown" : manager[..Math.Min(manager.Length, LongestManager)],
            IsDryRun = IsDryRun(optionsKind),
            IsForced = Bool("force"),
            FieldValidation = Text("fieldValidation") switch
            {
                null or "" or "Warn" => FieldValidation.Warn,
                "Strict" => FieldValidation.Strict,
                "Ignore" => FieldValidation.Ignore,
                var other => throw InvalidOption(optionsKind, "FieldValueNotSupported", $"Unsupported value: \"{other}\": supported values: \"Ignore\", \"Strict\", \"Warn\"", "fieldValidation"),
            },
        };
    }

    public bool IsDryRun(string optionsKind)
    {
        if (!request.Query.TryGetValue("dryRun", out var values) || values.Count == 0 || values is [""])
            return false;
        var wrong = values.FirstOrDefault(x => x != "All");
        return wrong is null ? true : throw InvalidOption(optionsKind, "FieldValueNotSupported", $"Unsupported value: \"{wrong}\": supported values: \"All\"", "dryRun");
    }

    public ObjectFilter Filter(ResourceType type, string? namespaceName, string? name = null)
    {
        var fields = name is null ? Text("fieldSelector") : $"metadata.name={name}";
        return new ObjectFilter(type, namespaceName, LabelSelector.Parse(Text("labelSelector")), FieldSelector.Parse(fields, type));
    }

    public ListRequest List(ObjectFilter filter)
    {
        CheckMatch(isWatch: false);
        return new ListRequest
        {
            Filter = filter,
            Limit = Number("limit") ?? 0,
            Continue = Text("continue"),
            ResourceVersion = Text("resourceVersion"),
            ResourceVersionMatch = Text("resourceVersionMatch"),
        };
    }

    public WatchRequest Watch(ObjectFilter filter)
    {
        CheckMatch(isWatch: true);
        var seconds = Number("timeoutSeconds") ?? 0;
        return new WatchRequest
        {
            Filter = filter,
            ResourceVersion = Text("resourceVersion"),
            AllowsBookmarks = Bool("allowWatchBookmarks"),
            SendsInitialEvents = Text("sendInitialEvents") is null ? null : Bool("sendInitialEvents"),
            Timeout = seconds > 0 ? TimeSpan.FromSeconds(seconds) : s_longestWatch,
        };
    }

    public DeletionRequest Delete(System.Text.Json.Nodes.JsonObject? options)
    {
        var preconditions = options?["preconditions"] as System.Text.Json.Nodes.JsonObject;
        var propagation = (options is null ? null : ObjectMetadata.Text(options, "propagationPolicy")) ?? Text("propagationPolicy");
        if ((options?["orphanDependents"] ?? Text("orphanDependents")) is { } orphan)
            propagation ??= orphan.ToString() == "true" ? "Orphan" : "Background";
        if (propagation is not (null or "" or "Background" or "Foreground" or "Orphan"))
            throw InvalidOption("DeleteOptions", "FieldValueNotSupported", $"Unsupported value: \"{propagation}\": supported values: \"Background\", \"Foreground\", \"Orphan\"", "propagationPolicy");
        return new DeletionRequest
        {
            Propagation = string.IsNullOrEmpty(propagation) ? null : propagation,
            GracePeriodSeconds = options?["gracePeriodSeconds"] is { } grace ? (long)grace : Number("gracePeriodSeconds"),
            Uid = preconditions is null ? null : ObjectMetadata.Text(preconditions, "uid"),
            ResourceVersion = preconditions is null ? null : ObjectMetadata.Text(preconditions, "resourceVersion"),
            IsDryRun = IsDryRun("DeleteOptions") || options?["dryRun"] is System.Text.Json.Nodes.JsonArray { Count: > 0 },
        };
    }

    private void CheckMatch(bool isWatch)
    {
        var match = Text("resourceVersionMatch") ?? "";
        var sendsInitial = Text("sendInitialEvents") is not null;
        if (isWatch && sendsInitial && match != "NotOlderThan")
            throw InvalidOption("ListOptions", "FieldValueForbidden", "Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan", "resourceVersionMatch");
        if (isWatch && !sendsInitial && match.Length > 0)
            throw InvalidOption("ListOptions", "FieldValueForbidden", "Forbidden: resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided", "resourceVersionMatch");
        if (!isWatch && sendsInitial)
            throw InvalidOption("ListOptions", "FieldValueForbidden", "Forbidden: sendInitialEvents is forbidden for list", "sendInitialEvents");
        if (isWatch || match.Length == 0)
            return;
        if (string.IsNullOrEmpty(Text("resourceVersion")))
            throw InvalidOption("ListOptions", "FieldValueForbidden", "Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided", "resourceVersionMatch");
        if (match is not ("Exact" or "NotOlderThan"))
            throw InvalidOption("ListOptions", "FieldValueNotSupported", $"Unsupported value: \"{match}\": supported values: \"Exact\", \"NotOlderThan\"", "resourceVersionMatch");
        if (match == "Exact" && Text("resourceVersion") == "0")
            throw InvalidOption("ListOptions", "FieldValueForbidden", "Forbidden: resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"", "resourceVersionMatch");
    }

    private static ApiRefusal InvalidOption(string kind, string reason, string message, string field) =>
        Refusals.Invalid("meta.k8s.io", kind, "", new FieldCause(reason, message, field));
}
