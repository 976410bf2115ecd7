using Training.Modules;

[assembly: Module(Name = "Workflows", Description = "Processes drawn in BPMN that people and the site carry out.")]
