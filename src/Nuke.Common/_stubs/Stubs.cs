#pragma warning disable CS1591
namespace Nuke.Common.CI;

public sealed class Partition { public static Partition Single { get; } = new(); }
public interface IBuildServer;
