namespace Pipeline.Containers.Registries.Transfer;

/// <summary>What a token must allow (distribution's token scopes).</summary>
internal static class RepositoryScope
{
    public static string Pull(string repository) => $"repository:{repository}:pull";

    public static string Push(string repository) => $"repository:{repository}:pull,push";

    public static string Delete(string repository) => $"repository:{repository}:pull,push,delete";
}
