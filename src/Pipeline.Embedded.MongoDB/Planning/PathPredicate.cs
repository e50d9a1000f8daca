using Pipeline.Embedded.MongoDB.Matching;

namespace Pipeline.Embedded.MongoDB.Planning;

/// <summary>What a filter demands of single paths, all of it at once: the children of its top-level <c>$and</c>, and those inside <c>$elemMatch</c>.</summary>
/// <param name="Path">The dotted path.</param>
/// <param name="Predicate">What its values must satisfy.</param>
/// <param name="IsWhole">Whether it is a child of the filter itself, so that exact bounds make it superfluous.</param>
internal sealed record PathPredicate(string Path, Predicate Predicate, bool IsWhole)
{
    public static IReadOnlyList<PathPredicate> Of(FilterNode root)
    {
        var found = new List<PathPredicate>();
        foreach (var node in Conjuncts(root))
        {
            if (node is PathNode path)
                Add(found, "", path, isWhole: true);
        }

        return found;
    }

    public static IReadOnlyList<FilterNode> Conjuncts(FilterNode root) => root is AndNode and ? and.Children : [root];

    private static void Add(List<PathPredicate> found, string prefix, PathNode node, bool isWhole)
    {
        var path = prefix + node.Path.Text;
        found.Add(new PathPredicate(path, node.Predicate, isWhole));
        if (node.Predicate is not ElemMatchObjectPredicate element)
            return;
        foreach (var child in Conjuncts(element.Query))
        {
            if (child is PathNode inner)
                Add(found, path + ".", inner, isWhole: false);
        }
    }
}
