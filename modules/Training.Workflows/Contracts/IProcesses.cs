namespace Training.Workflows.Contracts;

/// <summary>What a process is about: the name of a kind of thing that a module knows, and which one. The engine knows nothing else of it.</summary>
/// <param name="Type">Stable name, at most 60 characters, such as <c>LogbookEntry</c>.</param>
/// <param name="Id">Its id.</param>
public sealed record Subject(string Type, Guid Id);

/// <summary>Whom an instance concerns: they may look at it.</summary>
/// <param name="PersonId">The practitioner it is about.</param>
/// <param name="HospitalId">A hospital.</param>
/// <param name="OtherHospitalId">The other hospital.</param>
public sealed record Concerned(Guid? PersonId, Guid? HospitalId, Guid? OtherHospitalId);

/// <summary>An instance of a process.</summary>
/// <param name="Id">Its page is <c>/processes/{id}</c>.</param>
/// <param name="Process">Key of the process.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="EndedAt">UTC; null while it runs.</param>
/// <param name="StoppedAt">Since when it has stopped because of an error; null where it has not.</param>
public sealed record ProcessRun(Guid Id, string Process, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, DateTimeOffset? StoppedAt);

/// <summary>A task that waits.</summary>
/// <param name="Id">Of the task.</param>
/// <param name="SubjectId">What its instance is about.</param>
/// <param name="InstanceId">Of the process instance.</param>
/// <param name="Form">Name of its form, or null.</param>
/// <param name="Name">As it is drawn.</param>
/// <param name="Since">When it was made, UTC.</param>
/// <param name="DueAt">Until when it should be done, UTC; null: no time is set.</param>
/// <param name="MayDo">Whether whoever makes this request may do it now.</param>
public sealed record WaitingTask(Guid Id, Guid SubjectId, Guid InstanceId, string? Form, string Name, DateTimeOffset Since, DateTimeOffset? DueAt, bool MayDo);

/// <summary>
/// Runs processes, inside the caller's transaction: what a process does is stored together with what made it do it, or not at all.
/// Variables are <see cref="bool"/>, <see cref="decimal"/>, <see cref="int"/>, <see cref="string"/>, <see cref="DateOnly"/>,
/// <see cref="DateTimeOffset"/> or a list of strings. What a starter or a form gives and the process does not declare is dropped: whoever
/// draws it may have no use for it.
/// </summary>
public interface IProcesses
{
    /// <summary>Begins an instance of the newest published version.</summary>
    /// <param name="process">Key of the process.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="concerned">Who may look at it.</param>
    /// <param name="variables">Those that it requires must be there.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The instance.</returns>
    /// <exception cref="InvalidOperationException">No write is running, no version is published, or the variables do not fit it.</exception>
    Task<Guid> StartAsync(string process, Subject subject, Concerned concerned, IReadOnlyDictionary<string, object> variables, CancellationToken ct);

    /// <summary>Whether whoever makes this request may open the page of an instance, as far as its scope lets them.</summary>
    bool MayLook { get; }

    /// <summary>The instances about a subject, the newest first; one statement.</summary>
    Task<IReadOnlyList<ProcessRun>> FindAsync(Subject subject, CancellationToken ct);

    /// <summary>
    /// The open tasks of these subjects, the oldest first; one statement, and what the resolvers ask of those whose key whoever asks holds.
    /// </summary>
    /// <param name="subjectType">Kind of the subjects.</param>
    /// <param name="subjectIds">Their ids.</param>
    /// <param name="form">Only those with this form; null: all.</param>
    /// <param name="ct">Cancels.</param>
    Task<IReadOnlyList<WaitingTask>> WaitingAsync(string subjectType, IReadOnlyCollection<Guid> subjectIds, string? form, CancellationToken ct);

    /// <summary>Holds the instances about a subject until the write ends. Call it first where the subject's own rows are changed before a task is done.</summary>
    Task HoldAsync(Subject subject, CancellationToken ct);

    /// <summary>
    /// Asks a resolver anew whom its open tasks about a subject are for, where what it goes by has changed. For resolvers that need no argument.
    /// </summary>
    /// <param name="subject">What it is about.</param>
    /// <param name="assignee">The resolver's id.</param>
    /// <param name="ct">Cancels.</param>
    Task ReassignAsync(Subject subject, string assignee, CancellationToken ct);

    /// <summary>Does a task. Whether somebody may is asked anew here; the caller has checked what its form asks for.</summary>
    /// <param name="taskId">The task.</param>
    /// <param name="outcome">One of the outcomes that the task declares; null where it declares none.</param>
    /// <param name="variables">What it sets besides.</param>
    /// <param name="ct">Cancels.</param>
    /// <exception cref="Training.Modules.RuleViolation">The task is over, the instance has stopped, or whoever asks may not do it.</exception>
    Task CompleteAsync(Guid taskId, string? outcome, IReadOnlyDictionary<string, object> variables, CancellationToken ct);

    /// <summary>Gives a message to the instances about the subject that wait for it; where none waits, to the processes that begin with it.</summary>
    /// <param name="message">Name of the message.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="concerned">Who may look at an instance that it begins; null: it begins none.</param>
    /// <param name="variables">Declared ones that it brings.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>How many instances got it.</returns>
    /// <exception cref="Training.Modules.RuleViolation">An instance that waits for it has stopped.</exception>
    Task<int> SendAsync(string message, Subject subject, Concerned? concerned, IReadOnlyDictionary<string, object> variables, CancellationToken ct);
}

/// <summary>Work that a service task is bound to by its type.</summary>
public interface IProcessActivity
{
    /// <summary>Stable name, such as <c>Training.Certification.Issue</c>.</summary>
    string Type { get; }

    /// <summary>Its inputs: name → whether it must be given.</summary>
    IReadOnlyDictionary<string, bool> Inputs { get; }

    /// <summary>
    /// Does the work inside the running write. It may be called again with the same key after a failure whose traces were rolled back, and
    /// must then do the work once all the same if it reaches beyond the database.
    /// </summary>
    /// <returns>Values for variables of the process; those with another name are dropped.</returns>
    /// <exception cref="ProcessError">An error that the process may catch by its code.</exception>
    Task<IReadOnlyDictionary<string, object>> RunAsync(ActivityContext context, CancellationToken ct);
}

/// <summary>What a service task is given.</summary>
/// <param name="InstanceId">The instance.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Key">The same for every try of one visit of the task, and for no other.</param>
/// <param name="Inputs">By name; those that have a value.</param>
public sealed record ActivityContext(Guid InstanceId, Subject Subject, string Key, IReadOnlyDictionary<string, object> Inputs);

/// <summary>An error with a code that a boundary event can catch.</summary>
public sealed class ProcessError(string code, string message) : Exception(message)
{
    /// <summary>What the boundary event names.</summary>
    public string Code { get; } = code;
}

/// <summary>Somebody who may do a task.</summary>
/// <param name="UserId">The account.</param>
/// <param name="Name">To show.</param>
public sealed record Candidate(Guid UserId, string Name);

/// <summary>
/// Says who may do a task. When the task is made it is given a key, such as the id of a transfer; later it is asked who holds that key now,
/// so that a right taken away or given is taken into account at once.
/// </summary>
public interface IAssigneeResolver
{
    /// <summary>Stable name that drawings use, such as <c>mentor-of-entry</c>.</summary>
    string Id { get; }

    /// <summary>The key of whom a task is for; null where there is nobody it could be for.</summary>
    /// <param name="subject">What the instance is about.</param>
    /// <param name="argument">The task's <c>AssigneeArgument</c>, or null.</param>
    /// <param name="ct">Cancels.</param>
    Task<string?> KeyOfAsync(Subject subject, string? argument, CancellationToken ct);

    /// <summary>The keys that whoever makes this request holds now.</summary>
    Task<IReadOnlyCollection<string>> KeysOfCurrentUserAsync(CancellationToken ct);

    /// <summary>Whether whoever makes this request may do this task now; more than holding the key, such as not being the learner.</summary>
    Task<bool> MayActAsync(Subject subject, string key, CancellationToken ct);

    /// <summary>Who holds a key now; for showing and for mail.</summary>
    Task<IReadOnlyList<Candidate>> CandidatesAsync(Subject subject, string key, CancellationToken ct);

    /// <summary>Who holds one of these keys now, for naming a stand-in; nobody where what it gives is for one person alone.</summary>
    Task<IReadOnlyList<Candidate>> HoldersAsync(IReadOnlyCollection<string> keys, CancellationToken ct) => Task.FromResult<IReadOnlyList<Candidate>>([]);
}

/// <summary>Tells people what a process is about.</summary>
public interface IProcessSubject
{
    /// <summary>The kind of thing that it knows.</summary>
    string Type { get; }

    /// <summary>Title and address of each that whoever makes this request may see; others are left out.</summary>
    Task<IReadOnlyDictionary<Guid, SubjectCard>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct);
}

/// <param name="Title">One line.</param>
/// <param name="Detail">A second line, or empty.</param>
/// <param name="Address">Its page.</param>
public sealed record SubjectCard(string Title, string Detail, string Address);

/// <summary>The messages that a module sends; a drawing that waits for one of them does not wait for somebody unknown.</summary>
public interface IProcessMessages
{
    /// <summary>Their names.</summary>
    IReadOnlyList<string> Sent { get; }
}

/// <summary>A page of a module on which a kind of task is done.</summary>
public interface ITaskForm
{
    /// <summary>Stable name that drawings use, such as <c>Logbook.Sign</c>.</summary>
    string Name { get; }

    /// <summary>What it ends a task with; a task with this form has to declare exactly these outcomes.</summary>
    IReadOnlyList<string> Outcomes => [];

    /// <summary>Where the task is done.</summary>
    string AddressOf(Subject subject, Guid taskId);
}
