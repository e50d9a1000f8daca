namespace AgentKit.Migrations.Onboarding;

/// <summary>
/// How the statuses of before become states. Where a status said less than the states need, it becomes the earlier one: a client that was
/// <c>in_progress</c> shows again that its profile is complete, which the service checks.
/// </summary>
internal static class FormerStatuses
{
    public const string Any = "{ onboarding_status: { $in: ['invited', 'in_progress', 'awaiting_review', 'completed'] } }";

    public const string ToStates = """
        [{ $set: { onboarding_status: { $switch: { branches: [
            { case: { $eq: ['$onboarding_status', 'awaiting_review'] }, then: 'in_review' },
            { case: { $eq: ['$onboarding_status', 'completed'] }, then: 'active' }], default: 'draft' } } } }]
        """;

    public const string AnyState = "{ onboarding_status: { $in: ['draft', 'profile_complete', 'files_uploaded', 'platforms_connected', 'in_review', 'active', 'rejected'] } }";

    public const string FromStates = """
        [{ $set: { onboarding_status: { $switch: { branches: [
            { case: { $eq: ['$onboarding_status', 'draft'] }, then: 'invited' },
            { case: { $eq: ['$onboarding_status', 'in_review'] }, then: 'awaiting_review' },
            { case: { $eq: ['$onboarding_status', 'active'] }, then: 'completed' },
            { case: { $eq: ['$onboarding_status', 'rejected'] }, then: 'archived' }], default: 'in_progress' } } } },
         { $unset: 'transitions' }]
        """;
}
