namespace Nuke.Common.Utilities;

/// <summary>Reads embedded resources. Their names are relative to the namespace of a type.</summary>
public static class ResourceUtility
{
    /// <summary>The resource's text.</summary>
    public static string GetResourceAllText<T>(string postfix)
    {
        using var reader = new StreamReader(GetResource<T>(postfix));
        return reader.ReadToEnd();
    }

    /// <summary>The resource's lines.</summary>
    public static string[] GetResourceAllLines<T>(string postfix)
    {
        var lines = GetResourceAllText<T>(postfix).SplitLineBreaks();
        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }

    /// <summary>The resource.</summary>
    public static Stream GetResource<T>(string postfix) => GetResource(typeof(T), postfix);

    /// <summary>The resource.</summary>
    /// <exception cref="ArgumentException">There is none of this name; the message lists those that there are.</exception>
    public static Stream GetResource(Type typeForNamespace, string postfix)
    {
        var name = $"{typeForNamespace.Namespace}.{postfix}";
        var assembly = typeForNamespace.Assembly;
        return assembly.GetManifestResourceStream(name)
            ?? throw new ArgumentException(
                $"Resource '{name}' not found. Available resources are:{Environment.NewLine}{assembly.GetManifestResourceNames().Select(x => $"  - {x}").JoinNewLine()}",
                nameof(postfix));
    }
}
