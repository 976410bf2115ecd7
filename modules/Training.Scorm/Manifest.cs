using Training.Modules;

[assembly: Module(Name = "Scorm", Description = "SCORM 1.2 and 2004 packages as items of courses: taken in, run on an origin of their own, followed.", Dependencies = ["Training.Courses", "Training.Identity"])]
