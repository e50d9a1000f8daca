using Nuke.Common;
using Nuke.Common.Execution;
using Assert = Xunit.Assert;

namespace CommonTests.Execution;

public sealed class BuildMembersTests
{
    [Fact]
    public void Members_of_the_class_come_first_then_those_of_its_bases_then_those_of_its_components()
    {
        var names = BuildMembers.Of(typeof(Derived)).Where(x => x.DeclaringType?.DeclaringType == typeof(BuildMembersTests)).Select(x => $"{x.DeclaringType!.Name}.{BuildMembers.ShortName(x)}").ToList();

        Assert.Equal(["Derived._own", "Derived.Overridden", "Derived.Explicit", "Derived.Implicit", "Base._field", "Base.Auto", "IComponent.Default"], names);
    }

    [Fact]
    public void A_property_without_a_setter_is_set_through_its_field()
    {
        var build = new Derived();
        var auto = BuildMembers.Find(typeof(Derived), "Auto")!;

        Assert.True(BuildMembers.TrySet(auto, build, "set"));
        Assert.Equal("set", BuildMembers.ValueOf(auto, build));
    }

    [Fact]
    public void A_computed_property_cannot_be_set() =>
        Assert.False(BuildMembers.TrySet(BuildMembers.Find(typeof(Derived), "Implicit")!, new Derived(), "set"));

    [Fact]
    public void Hidden_fields_of_base_classes_are_all_there() =>
        Assert.Equal(2, BuildMembers.Of(typeof(Hiding)).Count(x => x.Name == "_field"));

    [Fact]
    public void A_component_implemented_by_a_base_class_is_found_through_the_class() =>
        Assert.Equal(typeof(Derived), BuildMembers.Find(typeof(Hiding), "Implicit")!.DeclaringType);

    private interface IComponent : INukeBuild
    {
        string Default => "default";

        string Explicit => "component";

        string Implicit => "component";
    }

    private class Base : NukeBuild
    {
        private readonly string _field = "base";

        public virtual string Overridden => _field;

        public string Auto { get; } = "auto";
    }

    private class Derived : Base, IComponent
    {
        private readonly string _own = "own";

        public override string Overridden => _own;

        string IComponent.Explicit => "class";

        public string Implicit => "class";
    }

    private sealed class Hiding : Derived
    {
        private readonly string _field = "hiding";

        public string Field => _field;
    }
}
