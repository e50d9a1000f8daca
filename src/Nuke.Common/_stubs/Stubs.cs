#pragma warning disable CS1591
namespace Nuke.Common.Tooling
{
    public delegate T Configure<T>(T options);
    public delegate object Tool(string arguments);
    public interface IRequireTool;
    public interface IRequireToolWithVersion : IRequireTool;
}
namespace Nuke.Common.CI
{
    public sealed class Partition { public static Partition Single { get; } = new(); }
    public interface IBuildServer;
}
namespace Nuke.Common.Utilities.Collections
{
    public class LookupTable<TKey, TValue> where TKey : notnull { public void Add(TKey k, TValue v) { } }
}
namespace Nuke.Common.Tooling { public abstract class Enumeration { protected internal string Value { get; set; } = ""; } }
