using System.Collections.Frozen;

namespace Pipeline.Embedded.Kubernetes.Discovery;

/// <summary>The kinds that are served now: those built in and those that CustomResourceDefinitions add.</summary>
internal sealed class TypeCatalog
{
    private readonly Lock _lock = new();
    private volatile State _state = new(BuiltInTypes.All);

    /// <summary>All kinds, the built-in ones first.</summary>
    public IReadOnlyList<ResourceType> All => _state.All;

    /// <summary>By group, version and plural.</summary>
    public ResourceType? Find(string group, string version, string plural) => _state.ByPath.GetValueOrDefault((group, version, plural));

    /// <summary>By <c>apiVersion</c> and kind, as references name it.</summary>
    public ResourceType? OfKind(string apiVersion, string kind) => _state.ByKind.GetValueOrDefault((apiVersion, kind));

    /// <summary>Any version of a group's kind, for references whose version isn't served any more.</summary>
    public ResourceType? OfGroupKind(string group, string kind) => _state.All.FirstOrDefault(x => x.Group == group && x.Kind == kind);

    /// <summary>One version of each stored kind.</summary>
    public IEnumerable<ResourceType> Stored => _state.All.Where(x => !x.IsReview).DistinctBy(x => x.StorageKey);

    /// <summary>Serves the versions of a custom kind, in place of those that its definition had before.</summary>
    public void Replace(string storageKey, IReadOnlyList<ResourceType> versions)
    {
        lock (_lock)
            _state = new State([.. _state.All.Where(x => !x.IsCustom || x.StorageKey != storageKey), .. versions]);
    }

    private sealed class State(IReadOnlyList<ResourceType> all)
    {
        public IReadOnlyList<ResourceType> All { get; } = all;

        public FrozenDictionary<(string, string, string), ResourceType> ByPath { get; } = all.ToFrozenDictionary(x => (x.Group, x.Version, x.Plural));

        public FrozenDictionary<(string, string), ResourceType> ByKind { get; } = all.ToFrozenDictionary(x => (x.ApiVersion, x.Kind));
    }
}
