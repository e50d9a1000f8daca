using Pipeline.Embedded.Kubernetes.Schemas;

namespace Pipeline.Embedded.Kubernetes.Ownership;

/// <summary>Sets in which a declared field stands wherever something below it does, so that a field whose parts are all gone goes too.</summary>
internal static class NamedFields
{
    /// <summary>The set with the declared fields above its paths.</summary>
    public static FieldSet Include(FieldSet set, TypeSchema schema)
    {
        var result = new FieldSet();
        foreach (var (element, isMember, children) in set.Nodes)
        {
            var name = element.FieldName;
            var child = (name is null ? schema.Element : schema.Child(name)) ?? TypeSchema.Unknown;
            result.Add(element, isMember || (name is not null && schema.Fields.ContainsKey(name)), Include(children, child));
        }
        return result;
    }
}
