using System.Reflection;
using Nuke.Common.Utilities;
using Nuke.Common.ValueInjection;

namespace Nuke.Common.CI;

/// <summary>Gives a member the build server that the build runs on, if it is of the member's type: <c>[CI] readonly GitHubActions GitHubActions;</c></summary>
public class CIAttribute : ValueInjectionAttributeBase
{
    /// <inheritdoc />
    public override object? GetValue(MemberInfo member, object instance)
        => member.GetMemberType().IsInstanceOfType(NukeBuild.Host) ? NukeBuild.Host : null;
}
