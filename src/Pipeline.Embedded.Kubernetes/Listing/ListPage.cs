using Pipeline.Embedded.Kubernetes.Storing;

namespace Pipeline.Embedded.Kubernetes.Listing;

/// <summary>An answer to a list. <paramref name="Version"/>: the version that all pages show. <paramref name="Continue"/>: the token for the next page; none on the last. <paramref name="Remaining"/>: how many come after this page, where that is known without looking.</summary>
internal sealed record ListPage(IReadOnlyList<StoredObject> Items, long Version, string? Continue, long? Remaining);
