#pragma warning disable CS1591
namespace Nuke.Common.CI
{
    public sealed class Partition { public static Partition Single { get; } = new(); }
    public interface IBuildServer;
}
namespace Nuke.Common.Utilities.Collections
{
    public class LookupTable<TKey, TValue> where TKey : notnull { public void Add(TKey k, TValue v) { } }
}
