using System.Globalization;
using Pipeline.Embedded.Kubernetes.Objects;
using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Listing;

/// <summary>Lists objects as they were at one version, in pages where a limit is given.</summary>
internal sealed class ObjectList(ObjectStore store)
{
    public ListPage Read(ListRequest request)
    {
        var token = string.IsNullOrEmpty(request.Continue) ? null : ContinueToken.Decode(request.Continue);
        if (token is not null && request.ResourceVersion is not (null or "" or "0"))
            throw Refusals.BadRequest("specifying resource version is not allowed when using continue");
        var (objects, version) = Objects(request, token);
        var filter = request.Filter;
        var isOneNamespace = filter.NamespaceName is not null || !filter.Type.IsNamespaced;
        var items = new List<StoredObject>();
        string? last = null;
        var more = 0L;
        foreach (var value in objects.In(filter.Type.IsNamespaced ? filter.NamespaceName : null))
        {
            var key = isOneNamespace ? value.Name : $"{value.NamespaceName}/{value.Name}";
            if (token is not null && !IsAfter(value, key, token.Start, isOneNamespace))
                continue;
            if (!filter.Matches(value))
                continue;
            if (request.Limit > 0 && items.Count == request.Limit)
            {
                more++;
                continue;
            }

            items.Add(value);
            last = key;
        }

        var isCounted = filter.Labels.IsEverything && filter.Fields.IsEverything;
        return new ListPage(items, version, more > 0 ? new ContinueToken(version, last!).Encode() : null, more > 0 && isCounted ? more : null);
    }

    // Namespaces come before names, each in byte order.
    private static bool IsAfter(StoredObject value, string key, string start, bool isOneNamespace)
    {
        if (isOneNamespace)
            return string.CompareOrdinal(key, start.TrimStart('/')) > 0;
        var parts = start.TrimStart('/').Split('/', 2);
        var order = string.CompareOrdinal(value.NamespaceName, parts[0]);
        return order > 0 || (order == 0 && string.CompareOrdinal(value.Name, parts.Length > 1 ? parts[1] : "") > 0);
    }

    private (ObjectSet Objects, long Version) Objects(ListRequest request, ContinueToken? token)
    {
        var snapshot = store.Read(request.Filter.Type.StorageKey);
        if (token is not null)
        {
            if (token.Version < 0)
                return (snapshot.Objects, snapshot.Version);
            return (store.ReadAt(request.Filter.Type.StorageKey, token.Version) ?? throw Refusals.Expired(
                "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.",
                new ContinueToken(-1, token.Start).Encode()), token.Version);
        }

        if (request.ResourceVersion is null or "" or "0")
            return (snapshot.Objects, snapshot.Version);
        if (!long.TryParse(request.ResourceVersion, NumberStyles.None, CultureInfo.InvariantCulture, out var asked))
            throw Refusals.BadRequest($"Invalid value: \"{request.ResourceVersion}\": strconv.ParseUint: parsing \"{request.ResourceVersion}\": invalid syntax");
        if (asked > snapshot.Version)
            throw Refusals.VersionInFuture(asked, snapshot.Version);
        if (request.ResourceVersionMatch != "Exact")
            return (snapshot.Objects, snapshot.Version);
        return (store.ReadAt(request.Filter.Type.StorageKey, asked) ?? throw Refusals.Expired($"The resourceVersion for the provided list is too old."), asked);
    }
}
