namespace Pipeline.Embedded.Kubernetes.Serving.Protobuf;

/// <summary>A field of a protobuf message.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Type">
/// <c>s</c> string, <c>i</c> integer, <c>b</c> boolean, <c>d</c> double, <c>y</c> bytes, <c>q</c> quantity, <c>t</c> time, <c>u</c> time to the microsecond,
/// <c>o</c> integer or string, <c>r</c> raw JSON, <c>[]</c> a message that is nothing but a list, or a message's name.
/// </param>
/// <param name="IsList">Whether it may come again.</param>
/// <param name="IsMap">Whether it is an entry of a map from strings to <paramref name="Type"/>.</param>
/// <param name="IsInline">Whether its fields are those of the message that it is in (Go's embedded structs).</param>
internal sealed record MessageField(string Name, string Type, bool IsList, bool IsMap, bool IsInline);
