"""Whether a computer, a share and a workspace are fit for the service, before anyone relies on it.

Above the stages, because it asks each of them: do the templates compile, are the forms known, can
the folders be written. Every check is one line with a verdict and, where it is not well, a remedy.
``house`` examines a workspace, ``selftest`` proves a folder.
"""
