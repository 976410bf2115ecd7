using Training.Modules;

[assembly: Module(Name = "Audit", Description = "The audit trail: signed checkpoints, proofs, search and verification.", Dependencies = ["Training.Organizations"])]
