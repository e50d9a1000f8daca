using System.Reflection;
using System.Runtime.CompilerServices;
using Nuke.Common.Tooling;

namespace CommonTests.Tools;

public class NukeMembersTests
{
    /// <summary>Names that 72 public NUKE builds use, of tools and their running (<c>nuke-members.txt</c>; names only).</summary>
    [Fact]
    public void Every_member_of_tools_that_public_builds_use_is_there()
    {
        var types = typeof(ToolOptions).Assembly.GetExportedTypes().ToLookup(x => x.IsNested ? $"{x.DeclaringType!.Name}+{x.Name.Split('`')[0]}" : x.Name.Split('`')[0]);
        var names = File.ReadAllLines(ListFile());

        string[] missing = [.. names.Where(x => !IsThere(x))];

        Assert.True(names.Length > 480, $"{names.Length} names");
        Assert.Empty(missing);

        bool IsThere(string name)
        {
            var parts = name.Split('.');
            return parts.Length == 1 ? types.Contains(name)
                : types[parts[0]].Any(x => parts[1] == "ctor" || x.GetMember(parts[1], BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.FlattenHierarchy).Length > 0);
        }
    }

    private static string ListFile([CallerFilePath] string source = "") => Path.Combine(Path.GetDirectoryName(source)!, "nuke-members.txt");
}
