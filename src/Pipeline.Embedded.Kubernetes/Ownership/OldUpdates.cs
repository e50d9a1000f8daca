namespace Pipeline.Embedded.Kubernetes.Ownership;

/// <summary>A bound on the entries of updaters: the oldest are put together as <c>ancient-changes</c>.</summary>
internal static class OldUpdates
{
    private const int MaxUpdaters = 10;

    /// <summary>Puts the oldest updaters' entries together until there are few enough, one entry for each version that they wrote with.</summary>
    public static void Cap(ManagedFields managed)
    {
        var updaters = managed.Owners.Where(owner => owner.Operation == OwnerKey.Update)
            .OrderBy(owner => managed[owner]!.Time ?? "", StringComparer.Ordinal).ThenBy(owner => owner.Manager, StringComparer.Ordinal)
            .ThenBy(owner => owner.UpdateVersion, StringComparer.Ordinal).ThenBy(owner => owner.Subresource, StringComparer.Ordinal).ToArray();
        var count = updaters.Length;
        var firstOf = new Dictionary<string, OwnerKey>();
        foreach (var updater in updaters)
        {
            if (count <= MaxUpdaters)
                return;
            var entry = managed[updater]!;
            if (firstOf.TryAdd(entry.Version, updater))
                continue;
            var bucket = OwnerKey.Of("ancient-changes", OwnerKey.Update, null, entry.Version);
            if (managed[bucket] is null)
            {
                managed[bucket] = managed[firstOf[entry.Version]];
                managed[firstOf[entry.Version]] = null;
            }
            if (updater == bucket)
                continue;
            managed[bucket] = entry with { Fields = entry.Fields.Union(managed[bucket]!.Fields) };
            managed[updater] = null;
            count--;
        }
    }
}
