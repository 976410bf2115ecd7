using System.ComponentModel.DataAnnotations;
using System.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Training.Data;
using Training.Modules;
using Training.Workflows.Bpmn;

namespace Training.Workflows.Definitions;

/// <summary>A new process: from a document, or from an empty sheet. It begins as a draft.</summary>
[HasPermission(Permissions.ManageProcesses)]
[RequestSizeLimit(DocumentInput.RequestBytes)]
[RequestFormLimits(ValueLengthLimit = DocumentInput.FieldBytes, MultipartBodyLengthLimit = DocumentInput.RequestBytes, ValueCountLimit = DocumentInput.Fields)]
internal sealed class NewModel(TrainingDbContext db, Publish publish, IAuditTrail audit, ICurrentUser user, TimeProvider clock, IStringLocalizer<Texts> texts) : PageModel, IForm
{
    [BindProperty]
    public InputModel Input { get; set; } = new();

    public DocumentProblems Found { get; private set; } = DocumentProblems.None;

    public Task<bool> LoadAsync(CancellationToken ct) => Task.FromResult(true);

    public PageResult OnGet() => Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return Refused();
        }

        string document;
        try
        {
            document = await Input.ReadAsync(ct);
        }
        catch (DocumentRefused refused)
        {
            Found = new DocumentProblems([refused.Problem], []);
            return Refused();
        }

        if (document.Length == 0)
        {
            if (string.IsNullOrWhiteSpace(Input.Key))
            {
                ModelState.AddModelError("", texts["Process.New.Nothing"]);
                return Refused();
            }

            document = Empty(Input.Key.Trim(), Input.Name?.Trim() is { Length: > 0 } name ? name : Input.Key.Trim());
        }

        var examination = await publish.ExamineAsync(document, ct);
        Found = DocumentProblems.Of(examination);
        return examination.Model is { } model ? await this.RedirectAfterAsync(db, inner => StoreAsync(model, document, inner), ct) : Refused();
    }

    private async Task<string> StoreAsync(ProcessModel model, string document, CancellationToken ct)
    {
        // "new" is this page's own address.
        if (model.Id == "new" || await db.Set<Process>().AnyAsync(p => p.Key == model.Id, ct))
        {
            throw new RuleViolation("Process.KeyTaken", model.Id);
        }

        var process = new Process { Key = model.Id };
        db.Add(process);
        db.Add(Draft.Begin(process.Id, 0, document, user.Name, clock.GetUtcNow()));
        audit.Add(new AuditEvent("Workflows.ProcessCreated", nameof(Process), process.Id) { Facts = new Dictionary<string, string?> { ["process"] = model.Id } });
        TempData["Message"] = texts["Process.New.Done", model.Name].Value;
        return ProcessAddress.Draft(model.Id);
    }

    private PageResult Refused()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>A start and an end, side by side.</summary>
    private static string Empty(string key, string name) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <bpmn:definitions xmlns:bpmn="{BpmnNames.Model}" xmlns:bpmndi="{BpmnNames.Diagram}" xmlns:dc="{BpmnNames.DiagramBounds}" xmlns:di="{BpmnNames.DiagramWays}" xmlns:elsa="{BpmnNames.Elsa}" xmlns:training="{BpmnNames.Training}" id="definitions" targetNamespace="urn:training:processes">
          <bpmn:process id="{SecurityElement.Escape(key)}" name="{SecurityElement.Escape(name)}" isExecutable="true">
            <bpmn:startEvent id="begin"><bpmn:outgoing>first</bpmn:outgoing></bpmn:startEvent>
            <bpmn:sequenceFlow id="first" sourceRef="begin" targetRef="end" />
            <bpmn:endEvent id="end"><bpmn:incoming>first</bpmn:incoming></bpmn:endEvent>
          </bpmn:process>
          <bpmndi:BPMNDiagram id="diagram">
            <bpmndi:BPMNPlane id="plane" bpmnElement="{SecurityElement.Escape(key)}">
              <bpmndi:BPMNShape id="begin_di" bpmnElement="begin"><dc:Bounds x="180" y="160" width="36" height="36" /></bpmndi:BPMNShape>
              <bpmndi:BPMNShape id="end_di" bpmnElement="end"><dc:Bounds x="480" y="160" width="36" height="36" /></bpmndi:BPMNShape>
              <bpmndi:BPMNEdge id="first_di" bpmnElement="first"><di:waypoint x="216" y="178" /><di:waypoint x="480" y="178" /></bpmndi:BPMNEdge>
            </bpmndi:BPMNPlane>
          </bpmndi:BPMNDiagram>
        </bpmn:definitions>
        """;

    internal sealed class InputModel : DocumentInput
    {
        [StringLength(Process.KeyLength), Display(Name = "Process.Key")]
        public string? Key { get; set; }

        [StringLength(500), Display(Name = "Process.Name")]
        public string? Name { get; set; }
    }
}
