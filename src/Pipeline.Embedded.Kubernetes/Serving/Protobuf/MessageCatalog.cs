using System.Collections.Frozen;
using System.Globalization;

namespace Pipeline.Embedded.Kubernetes.Serving.Protobuf;

/// <summary>The numbers of Kubernetes' protobuf fields, from <c>messages.txt</c>: a message a line, <c>number=name:type</c> a field.</summary>
internal static class MessageCatalog
{
    private static readonly Lazy<FrozenDictionary<string, FrozenDictionary<int, MessageField>>> s_messages = new(Load);

    public static FrozenDictionary<int, MessageField>? Find(string message) => s_messages.Value.GetValueOrDefault(message);

    /// <summary>The message of a kind: <c>apps/v1</c> and <c>Deployment</c> are <c>apps.v1.Deployment</c>, <c>rbac.authorization.k8s.io/v1</c> is <c>rbac.v1</c>.</summary>
    public static string NameOf(string apiVersion, string kind)
    {
        if (kind == "DeleteOptions")
            return "meta.v1.DeleteOptions";
        var parts = apiVersion.Split('/');
        var group = parts.Length == 1 ? "core" : parts[0].Split('.')[0];
        return $"{group}.{parts[^1]}.{kind}";
    }

    private static FrozenDictionary<string, FrozenDictionary<int, MessageField>> Load()
    {
        using var stream = typeof(MessageCatalog).Assembly.GetManifestResourceStream("protobuf-messages.txt")!;
        using var reader = new StreamReader(stream);
        var messages = new Dictionary<string, FrozenDictionary<int, MessageField>>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            var parts = line.Split(' ');
            messages[parts[0]] = parts[1..].Select(Field).ToFrozenDictionary(x => x.Number, x => x.Field);
        }

        return messages.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static (int Number, MessageField Field) Field(string text)
    {
        var mark = text.IndexOfAny(['=', '>']);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var type = text[(colon + 1)..];
        var field = new MessageField(text[(mark + 1)..colon], type.TrimStart('*', '%'), type[0] == '*', type[0] == '%', text[mark] == '>');
        return (int.Parse(text.AsSpan(0, mark), CultureInfo.InvariantCulture), field);
    }
}
