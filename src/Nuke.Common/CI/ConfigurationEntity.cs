using Nuke.Common.Utilities;

namespace Nuke.Common.CI;

/// <summary>A part of a build server's configuration, which writes itself.</summary>
public abstract class ConfigurationEntity
{
    /// <summary>Writes the part at the writer's current level.</summary>
    public abstract void Write(CustomFileWriter writer);
}
